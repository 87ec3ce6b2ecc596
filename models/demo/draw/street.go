package draw

func (c *canvas) lampStreet(l light, lit func(i int) bool) {
	c.road(l, true)
	if l == evening {
		c.dim(hex(0x141a33), .34)
	}
	for i := range 4 {
		t := float64(i) / 3
		y := 452 + 300*t*t
		left, right := lane(y)
		s := .26 + .8*t
		c.lamp(left-26*s*2, y, s, 1, lit(2*i))
		c.lamp(right+26*s*2, y, s, -1, lit(2*i+1))
	}
}

func darkStreet(c *canvas) {
	c.lampStreet(evening, func(int) bool { return false })
	c.dim(hex(0x0d1226), .28)
	c.person(hex(0x55708c), 520, 690, .9)
	c.poly(thin(hex(0xfff3c4), .25), 545, 630, 700, 690, 660, 730) // the lamp of a telephone
	c.ellipse(hex(0xfff8dc), 546, 630, 6, 6)
}

func litStreet(c *canvas) {
	c.lampStreet(evening, func(int) bool { return true })
	c.person(coats[1], 470, 690, .9)
	c.person(coats[0], 545, 700, .72)
}

func halfLitStreet(c *canvas) {
	c.lampStreet(evening, func(i int) bool { return i%3 == 0 })
	c.dim(hex(0x0d1226), .1)
}

func dayLamps(c *canvas) {
	c.lampStreet(day, func(int) bool { return true })
	c.carAhead(hex(0x3f8f7a), 745, 640, .95)
}

// shelter paints a bus stop with or without a roof.
func (c *canvas) shelter(x, y, s float64, whole bool) {
	frame, glass := hex(0x2f6f9f), thin(hex(0xbfe1f2), .7)
	c.shadow(x, y+3*s, 230*s, 12*s)
	c.rect(hex(0xb7bdc2), x-230*s, y-10*s, 460*s, 14*s)
	if whole {
		c.rect(glass, x-200*s, y-210*s, 400*s, 170*s)
	} else {
		c.poly(glass, x-200*s, y-210*s, x-80*s, y-210*s, x-96*s, y-150*s, x-60*s, y-110*s, x-90*s, y-40*s, x-200*s, y-40*s)
	}
	for _, px := range []float64{-200, -66, 66, 200} {
		c.rect(frame, x+px*s-5*s, y-222*s, 10*s, 214*s)
	}
	c.rect(frame, x-200*s, y-44*s, 400*s, 6*s)
	wood := hex(0xb98352)
	if whole {
		c.poly(hex(0xe0a52e), x-236*s, y-236*s, x+236*s, y-250*s, x+236*s, y-226*s, x-236*s, y-212*s)
		c.rect(wood, x-150*s, y-72*s, 260*s, 12*s)
		c.rect(darker(wood, .2), x-150*s, y-96*s, 260*s, 10*s)
	} else {
		c.poly(hex(0xa9853a), x-236*s, y-236*s, x-130*s, y-242*s, x-150*s, y-218*s, x-236*s, y-212*s)
		c.line(frame, 8*s, x-200*s, y-222*s, x+200*s, y-222*s)
		c.line(wood, 12*s, x-150*s, y-68*s, x-20*s, y-66*s, x+30*s, y-14*s)
	}
	for _, px := range []float64{-130, 80} {
		c.rect(darker(frame, .2), x+px*s, y-64*s, 8*s, 56*s)
	}
	c.rect(hex(0x8a939c), x+262*s, y-240*s, 8*s, 240*s) // the sign
	c.round(hex(0x2f7fb8), x+236*s, y-292*s, 60*s, 60*s, 8*s)
	c.round(hex(0xffffff), x+247*s, y-280*s, 38*s, 30*s, 6*s)
	c.rect(hex(0x2f7fb8), x+251*s, y-274*s, 30*s, 11*s)
	c.ellipse(hex(0x22272e), x+256*s, y-249*s, 5*s, 5*s)
	c.ellipse(hex(0x22272e), x+276*s, y-249*s, 5*s, 5*s)
}

func (c *canvas) bus(x, y, s float64) {
	c.shadow(x, y+3*s, 250*s, 12*s)
	c.round(hex(0xf4f1e6), x-240*s, y-180*s, 480*s, 150*s, 22*s)
	c.rect(hex(0x2f7fb8), x-240*s, y-82*s, 480*s, 30*s)
	for i := range 6 {
		c.round(hex(0x9fd0ea), x-222*s+float64(i)*66*s, y-162*s, 56*s, 60*s, 7*s)
	}
	c.round(hex(0x77a9c6), x+178*s, y-162*s, 48*s, 120*s, 7*s)
	c.rect(hex(0x3a424c), x-238*s, y-46*s, 476*s, 18*s)
	for _, wx := range []float64{-150, 120} {
		c.ellipse(hex(0x22272e), x+wx*s, y-26*s, 32*s, 32*s)
		c.ellipse(hex(0xc4ccd4), x+wx*s, y-26*s, 14*s, 14*s)
	}
}

// roadside paints a road from left to right at the bottom of the picture.
func (c *canvas) roadside(l light) {
	c.land(l)
	c.village(l, 40, 1250, .66)
	c.rect(hex(0xc9b78f), 0, 640, wide, 40)
	c.rect(asph, 0, 672, wide, 128)
	for x := 20.0; x < wide; x += 150 {
		c.rect(hex(0xf3f1e4), x, 730, 80, 8)
	}
}

func brokenStop(c *canvas) {
	c.roadside(grey)
	c.shelter(520, 650, 1.15, false)
	c.person(coats[4], 900, 652, .95)
	c.person(hex(0x6b7682), 965, 656, .9)
	for range 70 {
		x, y := c.between(0, wide), c.between(0, 640)
		c.line(thin(hex(0xffffff), .35), 2, x, y, x-6, y+26)
	}
}

func newStop(c *canvas) {
	c.roadside(day)
	c.shelter(360, 650, 1.1, true)
	c.person(coats[2], 330, 648, .85)
	c.person(coats[3], 410, 650, .8)
	c.bus(910, 742, 1)
}

func manholeOpen(c *canvas) {
	c.yard(day)
	c.ellipse(hex(0x7d858c), 600, 650, 150, 58)
	c.ellipse(hex(0x1d2126), 600, 650, 122, 45)
	c.ellipse(hex(0x3a4048), 600, 662, 104, 32)
	c.line(hex(0xa8743f), 26, 430, 660, 690, 612)
	c.line(hex(0x8f6233), 22, 500, 690, 760, 640)
}

func manholeClosed(c *canvas) {
	c.yard(day)
	c.ellipse(hex(0x7d858c), 600, 650, 150, 58)
	c.ellipse(hex(0x3f464e), 600, 648, 126, 47)
	c.ellipse(hex(0x565f69), 600, 645, 122, 44)
	for i := -4.0; i <= 4; i++ {
		c.line(hex(0x3f464e), 4, 600+i*24-16, 645-26, 600+i*24+16, 645+26)
	}
	c.cone(390, 690, 1)
	c.cone(830, 690, 1)
	c.worker(960, 670, 1.05)
}
