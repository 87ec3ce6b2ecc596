package draw

func (c *canvas) splash(x, y, h float64) {
	for i := -4; i <= 4; i++ {
		k := float64(i)
		c.fill(thin(hex(0x8cc9ea), .75), smooth([]point{{x - 7, y}, {x + k*h*.14 - 6, y - h*(1-.09*k*k*.6)}, {x + k*h*.17 + 8, y - h*(.94-.09*k*k*.6)}, {x + 8, y}}))
	}
	for range 36 {
		r := c.between(3, 9)
		c.ellipse(thin(hex(0xbfe4f6), .9), x+c.between(-.9, .9)*h, y-c.between(0, 1.05)*h, r, r*1.2)
	}
}

func burstPipe(c *canvas) {
	c.road(day, false)
	flow := smooth([]point{{560, 600}, {760, 590}, {980, 700}, {1100, 820}, {300, 820}, {440, 690}})
	c.fill(hex(0x7db9d8), flow)
	c.fill(thin(hex(0xffffff), .3), moved(flow, 640, 690, .6, -20, 10))
	c.fill(hex(0x33373d), c.blob(640, 630, 80, 28))
	c.splash(640, 630, 250)
	c.cone(420, 640, 1)
	c.cone(860, 640, 1)
}

func fixedPipe(c *canvas) {
	c.road(day, false)
	c.poly(hex(0x474f5a), 560, 590, 760, 590, 800, 690, 520, 690)
	c.worker(470, 680, 1.1)
	c.worker(860, 700, 1.15)
	c.cone(400, 720, 1)
	c.cone(960, 730, 1)
	c.lorry(hex(0xe0a52e), hex(0x8a939c), false, 1010, 560, .7)
}

// standpipe paints a village water tap.
func (c *canvas) standpipe(x, y, s float64, flows bool) {
	blue := hex(0x2f7fb8)
	c.shadow(x, y+2*s, 90*s, 12*s)
	c.round(hex(0xb7bdc2), x-100*s, y-20*s, 220*s, 26*s, 6*s)
	c.round(blue, x-20*s, y-190*s, 40*s, 176*s, 10*s)
	c.ellipse(darker(blue, .15), x, y-192*s, 26*s, 16*s)
	c.line(darker(blue, .25), 12*s, x-10*s, y-186*s, x-92*s, y-230*s)
	c.line(blue, 20*s, x+10*s, y-140*s, x+62*s, y-140*s, x+62*s, y-116*s)
	c.poly(hex(0x9aa4ad), x+30*s, y-62*s, x+96*s, y-62*s, x+86*s, y-16*s, x+40*s, y-16*s)
	if flows {
		c.rect(thin(hex(0x7db9d8), .9), x+56*s, y-112*s, 12*s, 54*s)
		c.ellipse(hex(0x7db9d8), x+63*s, y-60*s, 32*s, 7*s)
		return
	}
	c.ellipse(hex(0x7db9d8), x+62*s, y-96*s, 5*s, 8*s)
	c.ellipse(hex(0x59616b), x+63*s, y-61*s, 31*s, 6*s)
}

func dryTap(c *canvas) {
	c.land(day)
	c.village(day, 40, 1250, .7)
	c.standpipe(430, 680, 1.5, false)
	for i, x := range []float64{700, 800, 890, 985} {
		c.person(coats[i], x, 690+float64(i%2)*16, .95)
		c.poly(hex(0x9aa4ad), x+26, 660, x+62, 660, x+56, 700, x+32, 700)
	}
}

func tanker(c *canvas) {
	c.land(day)
	c.village(day, 40, 1250, .7)
	c.rect(hex(0xc9b78f), 0, 650, wide, 150)
	c.lorry(hex(0x2f7fb8), hex(0xe8eef2), true, 470, 720, 1.7)
	for i, x := range []float64{860, 950, 1040} {
		c.person(coats[i+1], x, 720+float64(i%2)*14, 1)
		c.poly(hex(0x9aa4ad), x+28, 690, x+64, 690, x+58, 730, x+34, 730)
	}
}

func yellowWater(c *canvas) {
	c.land(day)
	c.falling(hex(0xe8edf0), hex(0xd3dde3), 0, 560)
	for x := 0.0; x < wide; x += 100 { // tiles
		c.rect(thin(hex(0xb4c3cc), .6), x, 0, 3, 560)
	}
	for y := 60.0; y < 560; y += 100 {
		c.rect(thin(hex(0xb4c3cc), .6), 0, y, wide, 3)
	}
	c.falling(hex(0xc79a63), hex(0xa9793f), 560, tall)
	c.round(hex(0xf7fafb), 240, 540, 720, 150, 30)
	c.ellipse(hex(0xd8dfe3), 600, 575, 320, 44)
	c.ellipse(hex(0xc9a24a), 600, 583, 290, 32)
	steel := hex(0x9aa8b3)
	c.round(steel, 570, 250, 60, 300, 20)
	outer := arc(685, 280, 115, 115, 3.1416, 6.2832)
	inner := arc(685, 280, 55, 58, 6.2832, 3.1416)
	c.fill(steel, append(outer, inner...))
	c.rect(steel, 570, 278, 60, 40)
	c.round(steel, 738, 276, 62, 58, 8)
	c.rect(steel, 740, 278, 60, 20)
	c.rect(thin(hex(0xb98f2f), .85), 752, 332, 34, 250)
	c.rect(thin(hex(0xe0c06a), .7), 758, 332, 8, 250)
	c.round(darker(steel, .2), 510, 330, 70, 24, 10)
	// a glass of water
	c.poly(thin(hex(0xffffff), .75), 340, 420, 450, 420, 436, 560, 354, 560)
	c.poly(hex(0xc9a24a), 346, 462, 444, 462, 434, 554, 356, 554)
}

// bridge paints a bridge over a ditch; a broken one is closed.
func (c *canvas) bridge(broken bool) {
	c.land(day)
	c.village(day, 40, 1250, .7)
	c.poly(hex(0x9a8f80), 0, 600, wide, 570, wide, 720, 0, 760)
	c.poly(hex(0x5fa8d0), 0, 630, wide, 600, wide, 690, 0, 726)
	c.poly(soil, 470, 430, 640, 430, 760, 590, 420, 598)
	c.poly(soil, 380, 740, 800, 720, 870, tall, 330, tall)
	slab := hex(0xb7bdc2)
	if broken {
		c.poly(slab, 400, 588, 560, 582, 600, 664, 560, 712, 372, 730)
		c.poly(slab, 780, 574, 640, 580, 620, 650, 650, 708, 812, 700)
		for i := range 5 {
			y := 600 + float64(i)*22
			c.line(hex(0x8a4a2f), 4, 570, y, 640, y+8)
		}
		c.line(hex(0xf4f4f0), 14, 360, 560, 840, 548)
		for i := range 8 {
			x := 370 + float64(i)*60
			c.line(hex(0xc8352c), 13, x, 560-(x-360)*.025, x+28, 560-(x+28-360)*.025)
		}
		c.cone(340, 600, 1)
		c.cone(860, 590, 1)
		return
	}
	c.poly(slab, 396, 586, 784, 572, 826, 704, 366, 736)
	c.poly(darker(slab, .25), 366, 736, 826, 704, 826, 726, 366, 760)
	for _, rail := range [][]float64{{392, 590, 362, 738}, {786, 574, 828, 704}} {
		x1, y1, x2, y2 := rail[0], rail[1], rail[2], rail[3]
		for i := range 4 {
			t := float64(i) / 3
			c.line(hex(0x2f7fb8), 9, x1+(x2-x1)*t, y1+(y2-y1)*t, x1+(x2-x1)*t, y1+(y2-y1)*t-78-22*t)
		}
		c.line(hex(0x2f7fb8), 10, x1, y1-76, x2, y2-98)
	}
	c.person(coats[2], 560, 660, .9)
	c.person(coats[1], 640, 668, .74)
}

func brokenBridge(c *canvas) { c.bridge(true) }
func newBridge(c *canvas)    { c.bridge(false) }
