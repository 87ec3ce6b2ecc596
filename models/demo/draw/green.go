package draw

import "image/color"

// sapling paints a young tree with its stake.
func (c *canvas) sapling(x, y, s float64, green color.NRGBA, leaves int) {
	c.ellipse(hex(0x8c6f4e), x, y, 34*s, 9*s)
	c.line(hex(0xb98352), 6*s, x+14*s, y, x+14*s, y-110*s)
	c.line(hex(0x7a5b43), 6*s, x, y, x, y-140*s)
	for _, side := range []float64{-1, 1} {
		c.line(hex(0x7a5b43), 4*s, x, y-80*s, x+side*34*s, y-124*s)
		c.line(hex(0x7a5b43), 3*s, x, y-110*s, x+side*24*s, y-150*s)
	}
	for range leaves {
		c.ellipse(green, x+c.between(-42, 42)*s, y-c.between(90, 165)*s, 13*s, 9*s)
	}
}

func drySaplings(c *canvas) {
	c.land(day)
	c.village(day, 40, 1250, .66)
	c.poly(hex(0xd8c9a6), 520, 450, 680, 450, 960, tall, 240, tall)
	for i := range 4 {
		k := float64(i)
		for _, side := range []float64{-1, 1} {
			c.sapling(600+side*(150+k*105), 520+k*72, .55+k*.26, hex(0xc2993f), 7)
		}
	}
}

func windbreak(c *canvas) {
	c.land(day)
	c.village(day, 760, 1250, .6)
	for row := range 2 {
		for i := range 8 {
			x, y := 60+float64(i)*150+float64(row)*40, 590+float64(row)*110
			c.sapling(x, y, .8+float64(row)*.3, hex(0x6fa04a), 34)
		}
	}
	c.person(coats[0], 520, 740, .95)
	c.line(hex(0x8a6b4f), 6, 556, 640, 566, 740)
	c.person(coats[2], 950, 750, .95)
}

func deadPoplar(c *canvas) {
	c.land(grey)
	c.school(430, 580, 1.15, grey)
	trunk := hex(0x8a7a68)
	c.shadow(880, 660, 90, 14)
	c.poly(trunk, 862, 660, 874, 150, 892, 150, 912, 660)
	for _, b := range [][]float64{{880, 470, 980, 350, 1010, 250}, {884, 400, 800, 290, 770, 200}, {884, 320, 950, 220, 960, 130}, {882, 250, 840, 170, 836, 90}, {882, 540, 770, 430, 700, 390}} {
		c.line(trunk, 15, b[:4]...)
		c.line(trunk, 8, b[2:]...)
		c.line(trunk, 4, b[2], b[3], b[2]+40, b[3]-50)
	}
	c.poplar(1090, 640, 1.3, grey)
	c.line(trunk, 10, 640, 690, 760, 706) // branches on the ground
	c.line(trunk, 6, 690, 698, 730, 676)
}

func trimmedTrees(c *canvas) {
	c.land(day)
	c.school(430, 580, 1.15, day)
	c.ellipse(hex(0xb98352), 880, 650, 44, 18)
	c.ellipse(hex(0xd9b27f), 880, 645, 38, 13)
	for i := range 3 {
		c.sapling(980+float64(i)*75, 660+float64(i%2)*20, .9, hex(0x6fa04a), 26)
	}
	c.poplar(1110, 610, 1, day)
	c.worker(790, 700, 1.05)
}

func reeds(c *canvas) {
	c.road(day, true)
	for range 190 {
		y := c.between(500, 850)
		t := (y - 500) / 350
		_, right := lane(min(y, tall))
		x := right + 10 + c.between(0, 340)
		h := 120 + 190*t
		tip := x + c.between(-24, 24)
		c.line(mix(hex(0x7f9440), hex(0xb5a050), c.between(0, 1)), 3+4*t, x, y, tip, y-h)
		c.ellipse(hex(0x9a7444), tip, y-h, 5+4*t, 22+14*t)
	}
	c.carAhead(hex(0xb8453f), 652, 500, .4)
}

// dog paints a stray dog that looks in the direction face (-1 or 1).
func (c *canvas) dog(col color.NRGBA, x, y, s, face float64) {
	c.shadow(x, y+2*s, 62*s, 7*s)
	for _, at := range []float64{-40, -26, 26, 40} {
		c.round(darker(col, .12), x+at*s-6*s, y-46*s, 12*s, 46*s, 5*s)
	}
	c.round(col, x-54*s, y-82*s, 108*s, 44*s, 20*s)
	c.line(col, 13*s, x-face*50*s, y-72*s, x-face*80*s, y-108*s)
	c.line(col, 26*s, x+face*44*s, y-70*s, x+face*64*s, y-98*s)
	c.ellipse(col, x+face*70*s, y-104*s, 25*s, 21*s)
	c.ellipse(lighter(col, .25), x+face*90*s, y-98*s, 15*s, 10*s)
	c.ellipse(hex(0x23282e), x+face*103*s, y-101*s, 5*s, 4*s)
	c.ellipse(hex(0x23282e), x+face*76*s, y-108*s, 3.5*s, 3.5*s)
	c.poly(darker(col, .2), x+face*52*s, y-116*s, x+face*56*s, y-146*s, x+face*72*s, y-120*s)
}

func dogs(c *canvas) {
	c.land(day)
	c.village(day, 40, 1250, .7)
	c.poly(hex(0xc9b78f), 0, 620, wide, 600, wide, 760, 0, 780)
	for i, d := range []struct{ x, y, s, face float64 }{{230, 640, .9, 1}, {420, 700, 1.15, 1}, {640, 650, .95, -1}, {800, 730, 1.25, -1}, {1010, 670, 1, -1}} {
		c.dog([]color.NRGBA{hex(0x8a6b4f), hex(0xc9a26a), hex(0x4d4a4a), hex(0xb9b4ab), hex(0x9d7a4f)}[i], d.x, d.y, d.s, d.face)
	}
}

func (c *canvas) horse(col color.NRGBA, x, y, s float64) {
	c.shadow(x, y+2*s, 90*s, 9*s)
	for _, at := range []float64{-58, -40, 40, 58} {
		c.poly(darker(col, .15), x+at*s-8*s, y-84*s, x+at*s+8*s, y-84*s, x+at*s+5*s, y, x+at*s-5*s, y)
	}
	c.ellipse(col, x, y-106*s, 84*s, 40*s)
	c.poly(col, x+50*s, y-136*s, x+96*s, y-206*s, x+126*s, y-196*s, x+84*s, y-96*s)
	c.fill(col, smooth([]point{{x + 88*s, y - 212*s}, {x + 124*s, y - 214*s}, {x + 164*s, y - 168*s}, {x + 150*s, y - 154*s}, {x + 104*s, y - 178*s}}))
	c.line(hex(0x2d2420), 13*s, x+84*s, y-206*s, x+46*s, y-140*s)
	c.line(hex(0x2d2420), 13*s, x-80*s, y-116*s, x-98*s, y-44*s)
}

func horses(c *canvas) {
	c.road(evening, true)
	c.dim(hex(0x141a33), .34)
	c.horse(hex(0x7a5236), 420, 600, .8)
	c.horse(hex(0x4a3a33), 640, 640, 1)
	c.horse(hex(0x94693f), 900, 590, .75)
	c.glow(hex(0xfff3c4), 600, 760, 420, 130, .35)
}
