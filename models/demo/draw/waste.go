package draw

import "image/color"

func (c *canvas) bin(col color.NRGBA, x, y, s float64, full bool) {
	c.shadow(x, y+3*s, 84*s, 10*s)
	if full {
		c.heap(x, y-104*s, 70*s, 40*s, 14)
	}
	c.poly(col, x-74*s, y-110*s, x+74*s, y-110*s, x+64*s, y-8*s, x-64*s, y-8*s)
	for i := -1.0; i <= 1; i++ {
		c.line(darker(col, .15), 6*s, x+i*38*s, y-100*s, x+i*34*s, y-14*s)
	}
	c.rect(darker(col, .25), x-80*s, y-116*s, 160*s, 13*s)
	for _, wx := range []float64{-48, 48} {
		c.ellipse(hex(0x22272e), x+wx*s, y-5*s, 9*s, 9*s)
	}
	if !full {
		c.poly(lighter(col, .12), x-80*s, y-116*s, x-66*s, y-136*s, x+66*s, y-136*s, x+80*s, y-116*s)
	}
}

// heap paints rubbish in many colours.
func (c *canvas) heap(x, y, rx, ry float64, n int) {
	bags := []color.NRGBA{hex(0x3a424c), hex(0x55708c), hex(0xc9b78f), hex(0xe8e4d8), hex(0x8c6f4e), hex(0x6f8f6a), hex(0xb8453f)}
	for i := range n {
		bx, by := x+c.between(-1, 1)*rx, y-c.between(0, 1)*ry*.6
		r := c.between(.16, .34) * rx
		bag := c.blob(bx, by, r, r*.8)
		c.fill(bags[(i+c.rnd.IntN(3))%len(bags)], bag)
		c.fill(thin(hex(0xffffff), .18), moved(bag, bx, by, .45, -r*.2, -r*.25))
	}
}

func (c *canvas) binSite(l light, fence bool) {
	c.land(l)
	c.village(l, 40, 1250, .7)
	c.poly(hex(0xb7bdc2), 250, 600, 950, 600, 1050, 720, 150, 720)
	c.rect(hex(0x9aa0a3), 150, 720, 900, 14)
	if fence {
		c.rect(hex(0x3f7f78), 250, 470, 700, 130)
		for x := 250.0; x < 950; x += 28 {
			c.rect(hex(0x35706a), x, 470, 4, 130)
		}
		c.poly(hex(0x35706a), 250, 470, 150, 560, 150, 712, 250, 600)
		c.poly(hex(0x35706a), 950, 470, 1050, 560, 1050, 712, 950, 600)
	}
}

func fullBins(c *canvas) {
	c.binSite(day, false)
	for i := range 3 {
		c.bin(hex(0x3f7f78), 390+float64(i)*210, 690, 1.2, true)
	}
	c.heap(260, 735, 110, 60, 16)
	c.heap(900, 745, 150, 70, 20)
	c.heap(560, 752, 90, 36, 9)
	for range 9 { // flies
		c.ellipse(hex(0x22272e), c.between(300, 900), c.between(430, 540), 3, 3)
	}
}

func cleanBins(c *canvas) {
	c.binSite(day, true)
	for i := range 3 {
		c.bin(hex(0x3f8f7a), 340+float64(i)*180, 690, 1.1, false)
	}
	c.bin(hex(0xe0a52e), 880, 690, 1.1, false)
	c.tree(1130, 640, 1.15, day)
	c.tree(80, 640, 1.05, day)
}

func binsAtSchool(c *canvas) {
	c.land(day)
	c.school(340, 540, 1.25, day)
	c.poly(hex(0xb7bdc2), 0, 560, wide, 560, wide, tall, 0, tall)
	c.pickets(hex(0x4f8fb5), 560, wide, 600, 1.2)
	for i := range 4 {
		c.bin(hex(0x55708c), 640+float64(i)*150, 700, 1, i%2 == 0)
	}
	c.heap(820, 745, 130, 44, 12)
	c.person(coats[2], 300, 680, .8)
	c.person(coats[1], 370, 690, .74)
}

func dump(c *canvas) {
	c.land(day)
	c.fill(hex(0x5fa8d0), smooth([]point{{700, 430}, {820, 470}, {760, 560}, {980, 640}, {1240, 700}, {1240, 900}, {900, 860}, {620, 660}, {640, 520}}))
	c.lorry(hex(0xe0a52e), hex(0x8a939c), false, 250, 520, .8)
	c.fill(thin(hex(0xffffff), .3), smooth([]point{{740, 480}, {770, 520}, {730, 570}, {900, 660}, {860, 650}, {690, 580}}))
	for i := range 5 {
		c.heap(130+float64(i)*110, 640+float64(i%2)*40, 130, 150, 22)
	}
	c.heap(610, 700, 120, 60, 16)
	for i := range 3 {
		x, y := 130+float64(i)*190, 700+float64(i%2)*34
		c.ellipse(hex(0x2a2e33), x, y, 46, 22)
		c.ellipse(hex(0x6b6a5e), x, y, 22, 9)
	}

}

func smoke(c *canvas) {
	c.land(evening)
	c.village(evening, 60, 500, .66)
	for i := range 3 { // greenhouses
		x := 640 + float64(i)*190
		c.fill(thin(hex(0xcfe3ea), .75), append(arc(x, 560, 84, 96, 3.1416, 6.2832), point{x + 84, 560}, point{x - 84, 560}))
		c.line(thin(hex(0xffffff), .6), 3, x, 464, x, 560)
	}
	c.ellipse(hex(0x2a2e33), 840, 690, 90, 26)
	c.fill(hex(0xf0742a), smooth([]point{{780, 690}, {800, 600}, {830, 640}, {850, 560}, {880, 640}, {900, 610}, {910, 690}}))
	c.fill(hex(0xffd05a), smooth([]point{{815, 690}, {840, 620}, {865, 660}, {880, 690}}))
	for i := range 11 {
		k := float64(i)
		c.ellipse(thin(hex(0x23222b), .34), 835-k*36+c.between(-12, 12), 570-k*44, 48+k*11, 34+k*8)
	}
}
