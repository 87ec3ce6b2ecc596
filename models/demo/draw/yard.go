package draw

import "image/color"

// block paints a block of flats; x is its middle, floors its height.
func (c *canvas) block(x, y, w float64, floors int, wall color.NRGBA, l light) {
	h := float64(floors)*64 + 20
	glass := hex(0x9fd0ea)
	if l == evening {
		wall, glass = mix(wall, hex(0x3b3350), .45), hex(0xffdc8a)
	}
	c.shadow(x, y, w*.54, 12)
	c.rect(wall, x-w/2, y-h, w, h)
	c.rect(darker(wall, .15), x-w/2, y-h, w, 12)
	c.rect(darker(wall, .2), x-w/2, y-18, w, 18)
	for f := range floors {
		c.rect(darker(wall, .07), x-w/2, y-h+84+float64(f)*64, w, 3)
		for wx := x - w/2 + 26; wx < x+w/2-40; wx += 66 {
			c.rect(hex(0xffffff), wx-3, y-h+26+float64(f)*64, 42, 44)
			c.rect(glass, wx, y-h+29+float64(f)*64, 36, 38)
			c.rect(hex(0xffffff), wx+17, y-h+29+float64(f)*64, 3, 38)
		}
	}
	c.rect(hex(0x4d5b68), x-28, y-74, 56, 74)
	c.rect(hex(0x6f8192), x-22, y-66, 44, 66)
	c.poly(hex(0x8a939c), x-46, y-78, x+46, y-78, x+40, y-86, x-40, y-86)
}

// yard paints the ground between blocks of flats.
func (c *canvas) yard(l light) {
	c.land(l)
	c.block(210, 520, 360, 3, hex(0xe9d3b4), l)
	c.block(960, 520, 420, 3, hex(0xd8e0e4), l)
	c.tree(500, 540, 1, l)
	c.tree(690, 535, .9, l)
	c.poly(hex(0x9aa0a3), 0, 560, wide, 560, wide, tall, 0, tall)
	c.rect(hex(0xc9cdd0), 0, 556, wide, 10)
	c.rect(thin(hex(0x000000), .05), 0, 700, wide, 100)
}

func floodedYard(c *canvas) {
	c.yard(grey)
	for _, p := range []point{{330, 650}, {700, 620}, {880, 720}, {560, 740}} {
		r := c.between(130, 210)
		puddle := c.blob(p.x, p.y, r, r*.3)
		c.fill(hex(0x7b6a50), moved(puddle, p.x, p.y, 1.09, 0, 0))
		c.fill(hex(0x8fb0c2), puddle)
		c.fill(thin(hex(0xffffff), .35), moved(puddle, p.x, p.y, .45, -r*.3, -6))
	}
	c.line(hex(0xa8743f), 20, 200, 560, 420, 700)
	c.person(coats[2], 250, 588, .85)
	for range 60 {
		x, y := c.between(0, wide), c.between(0, 560)
		c.line(thin(hex(0xffffff), .35), 2, x, y, x-6, y+26)
	}
}

func lorriesInYard(c *canvas) {
	c.yard(evening)
	c.lorry(hex(0xb8453f), hex(0x8a939c), false, 360, 720, 1.25)
	c.lorry(hex(0x2f6f9f), hex(0xa0a8ae), false, 900, 690, 1.1)
	for i := range 6 {
		c.ellipse(thin(hex(0xb9b4c0), .4), 130-float64(i)*16, 650-float64(i)*26, 18+float64(i)*7, 14+float64(i)*5)
	}
	c.dim(hex(0x141a33), .2)
}

func abandoned(c *canvas) {
	c.land(grey)
	c.village(grey, 900, 1250, .6)
	wall := hex(0xb5a792)
	c.shadow(520, 640, 400, 16)
	c.poly(wall, 140, 640, 140, 330, 260, 330, 300, 372, 380, 356, 420, 400, 520, 330, 640, 330, 660, 380, 720, 360, 760, 420, 900, 420, 900, 640)
	for row := range 3 {
		for i := range 9 {
			x, y := 176+float64(i)*78, 366+float64(row)*90
			if y < 440 && (i == 2 || i == 3 || i >= 6) {
				continue
			}
			c.rect(hex(0x2f3338), x, y, 42, 56)
			if (i+row)%3 == 0 {
				c.line(hex(0x9d7a4f), 9, x-4, y+8, x+46, y+48)
				c.line(hex(0x9d7a4f), 9, x+46, y+8, x-4, y+48)
			}
		}
	}
	for range 26 {
		c.fill(darker(wall, .2), c.blob(c.between(120, 960), c.between(640, 690), c.between(8, 28), c.between(5, 12)))
	}
	c.line(hex(0x7b6a50), 5, 470, 400, 520, 470, 500, 540)
	c.person(coats[1], 980, 700, .72)
	c.person(coats[0], 1040, 712, .68)
}

func leakingRoof(c *canvas) {
	c.land(grey)
	c.falling(hex(0xf2e6cf), hex(0xe6d7bb), 0, 520)
	c.falling(hex(0xd9a45f), hex(0xb9803f), 520, tall)
	for i := range 14 {
		x := float64(i) * 100
		c.line(thin(hex(0x8f5f2a), .5), 3, 600+(x-650)*.75, 520, 600+(x-650)*1.5, tall)
	}
	for i := range 5 {
		x := 60 + float64(i)*235
		c.rect(hex(0xffffff), x, 110, 150, 130)
		c.rect(hex(0xb5cbd8), x+8, 118, 134, 114)
		c.rect(hex(0xffffff), x+72, 118, 6, 114)
	}
	stain := c.blob(640, 40, 250, 70)
	c.fill(hex(0xb99a6b), moved(stain, 640, 40, 1.1, 0, 0))
	c.fill(hex(0x8f7650), stain)
	for i := range 7 {
		x, y := 480+float64(i)*52, 130+c.between(0, 330)
		c.fill(hex(0x6fa6c9), []point{{x, y - 26}, {x + 9, y}, {x, y + 9}, {x - 9, y}})
	}
	pool := c.blob(650, 660, 260, 64)
	c.fill(hex(0x8f5f2a), moved(pool, 650, 660, 1.06, 0, 0))
	c.fill(hex(0x9cc0d6), pool)
	c.poly(hex(0x55708c), 590, 640, 600, 570, 700, 570, 710, 640)
	c.ellipse(hex(0x9cc0d6), 650, 570, 50, 12)
	// a basketball hoop
	c.rect(hex(0xffffff), 980, 270, 150, 100)
	c.line(hex(0xc8352c), 5, 1030, 300, 1080, 300, 1080, 345, 1030, 345, 1030, 300)
	c.line(hex(0xf0742a), 8, 1020, 372, 1090, 372)
}

// stepsOnly paints a public building without a wheelchair ramp.
func stepsOnly(c *canvas) {
	c.land(day)
	c.tree(120, 600, 1.2, day)
	c.tree(1110, 590, 1.1, day)
	wall := hex(0xf0e4cc)
	c.shadow(600, 640, 400, 16)
	c.rect(wall, 240, 300, 720, 340)
	c.rect(hex(0x2f7fb8), 220, 280, 760, 26)
	for _, x := range []float64{280, 390, 770, 880} {
		for _, y := range []float64{340, 480} {
			c.rect(hex(0xffffff), x-4, y-4, 68, 88)
			c.rect(hex(0x9fd0ea), x, y, 60, 80)
			c.rect(hex(0xffffff), x+28, y, 4, 80)
		}
	}
	c.rect(hex(0x2b6a94), 530, 440, 140, 150)
	c.rect(hex(0xbfe1f2), 540, 450, 56, 140)
	c.rect(hex(0xbfe1f2), 604, 450, 56, 140)
	c.rect(hex(0xe0a52e), 500, 410, 200, 20)
	stone := hex(0xc4c8cb)
	for i := range 3 {
		k := float64(i)
		c.rect(darker(stone, .08*k), 500-24*k, 590+18*k, 200+48*k, 19)
	}
	c.poly(hex(0xb7bdc2), 0, 644, wide, 644, wide, tall, 0, tall)
	c.wheelchair(420, 730, 1.15)
}

func (c *canvas) wheelchair(x, y, s float64) {
	c.shadow(x, y+2*s, 50*s, 7*s)
	c.ellipse(hex(0x34425a), x-6*s, y-34*s, 34*s, 34*s)
	c.ellipse(hex(0xd5dbe0), x-6*s, y-34*s, 27*s, 27*s)
	c.ellipse(hex(0x34425a), x+40*s, y-10*s, 10*s, 10*s)
	c.line(hex(0x34425a), 6*s, x-26*s, y-96*s, x-22*s, y-48*s, x+26*s, y-46*s, x+40*s, y-12*s)
	c.round(hex(0x3f8f7a), x-22*s, y-102*s, 40*s, 56*s, 13*s)
	c.round(hex(0x34425a), x-8*s, y-58*s, 46*s, 15*s, 7*s)
	c.round(hex(0x34425a), x+26*s, y-54*s, 13*s, 44*s, 6*s)
	c.ellipse(hex(0xe3b48c), x-2*s, y-117*s, 15*s, 16*s)
	c.fill(hex(0x2d2a2e), arc(x-2*s, y-122*s, 16*s, 13*s, 3.04, 6.38))
}
