package draw

// hall paints a room with a big radiator.
func (c *canvas) hall(warm bool) {
	top, low := hex(0xdfe7ee), hex(0xc6d3de)
	if warm {
		top, low = hex(0xfbeed2), hex(0xf3dcb0)
	}
	c.falling(top, low, 0, 600)
	c.falling(hex(0xb98352), hex(0x95643a), 600, tall)
	for i := range 3 {
		x := 120 + float64(i)*350
		c.rect(hex(0xffffff), x, 90, 260, 260)
		glass := hex(0xb5cfe0)
		c.rect(glass, x+14, 104, 232, 232)
		c.rect(hex(0xffffff), x+124, 104, 10, 232)
		for range 14 { // snow outside
			c.ellipse(hex(0xffffff), c.between(x+20, x+240), c.between(110, 330), 4, 4)
		}
		iron := hex(0xdfe3e6)
		for k := range 9 {
			c.round(iron, x+10+float64(k)*27, 430, 22, 120, 9)
			if warm {
				c.round(thin(hex(0xf0742a), .35), x+10+float64(k)*27, 430, 22, 120, 9)
			}
		}
		c.line(hex(0xa8b2ba), 9, x-6, 536, x+262, 536)
		if warm {
			c.glow(hex(0xffc46a), x+130, 470, 190, 150, .5)
		}
	}
	for i, x := range []float64{330, 480, 640, 800} {
		coat := coats[i]
		if !warm {
			coat = darker(coat, .25)
		}
		c.person(coat, x, 730, 1.15)
		if !warm {
			c.round(hex(0xe8e4d8), x-22, 610, 44, 18, 8)                  // scarf
			c.fill(darker(coat, .3), arc(x, 594, 22, 24, 3.1416, 6.2832)) // cap
		}
	}
}

func coldHall(c *canvas) { c.hall(false) }
func warmHall(c *canvas) { c.hall(true) }

// trench paints a street that is dug up for new heating pipes.
func trench(c *canvas) {
	c.land(day)
	c.block(210, 520, 360, 3, hex(0xe9d3b4), day)
	c.block(980, 520, 400, 3, hex(0xd8e0e4), day)
	c.poly(hex(0x9a7d57), 90, 600, 1150, 560, 1190, 720, 40, 760)
	c.poly(hex(0x5d4630), 130, 640, 1110, 600, 1130, 690, 100, 726)
	for i, y := range []float64{652, 692} {
		c.line(hex(0x3a424c), 36, 110, y+8-float64(i)*4, 1120, y-34)
		c.line(hex(0xe0a52e), 28, 110, y+4-float64(i)*4, 1120, y-38)
		c.line(thin(hex(0xffffff), .4), 6, 110, y-4-float64(i)*4, 1120, y-46)
		for x := 260.0; x < 1100; x += 240 {
			c.rect(hex(0x59616b), x, y-24-(x-110)*.04, 22, 38)
		}
	}
	c.worker(360, 600, 1)
	c.worker(820, 770, 1.2)
	c.lorry(hex(0xe0a52e), hex(0x8a939c), false, 640, 570, .8)
	c.cone(60, 720, .9)
	c.cone(1160, 680, .9)
}

func coal(c *canvas) {
	c.land(grey)
	c.village(grey, 40, 480, .66)
	c.poly(hex(0x9a8f80), 0, 640, wide, 610, wide, 680, 0, 712)
	for _, y := range []float64{636, 668} {
		c.poly(hex(0x59616b), 0, y+14, wide, y-16, wide, y-8, 0, y+22)
	}
	for i := range 2 { // wagons
		x, y := 420+float64(i)*470, 640-float64(i)*12
		c.fill(hex(0x23262b), smooth([]point{{x - 190, y - 150}, {x - 90, y - 226}, {x, y - 196}, {x + 90, y - 232}, {x + 190, y - 150}}))
		c.poly(hex(0x8a4a3a), x-210, y-156, x+210, y-156, x+196, y-30, x-196, y-30)
		for k := -3.0; k <= 3; k++ {
			c.rect(hex(0x6d382c), x+k*58-5, y-156, 10, 126)
		}
		for _, wx := range []float64{-140, -80, 80, 140} {
			c.ellipse(hex(0x22272e), x+wx, y-18, 24, 24)
			c.ellipse(hex(0x8a939c), x+wx, y-18, 9, 9)
		}
	}
	heap := smooth([]point{{60, 780}, {150, 690}, {250, 640}, {340, 700}, {430, 780}})
	c.fill(hex(0x23262b), heap)
	c.fill(thin(hex(0xffffff), .12), moved(heap, 240, 720, .5, -30, -14))
	c.worker(520, 770, 1.1)
}
