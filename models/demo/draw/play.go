package draw

// playground paints the ground with its soft floor, on which the callers paint the equipment.
func (c *canvas) playground(l light) {
	c.land(l)
	c.village(l, 60, 1250, .7)
	c.fill(hex(0xe3c48f), smooth([]point{{40, 540}, {600, 500}, {1170, 545}, {1230, 760}, {600, 800}, {-30, 770}}))
}

// swing paints a frame with two seats; a torn seat hangs by one chain.
func (c *canvas) swing(x, y, s float64, torn bool) {
	bar := hex(0x2f7fb8)
	c.shadow(x, y+4*s, 190*s, 12*s)
	for _, side := range []float64{-1, 1} {
		c.line(bar, 11*s, x+side*170*s, y-255*s, x+side*205*s, y)
		c.line(darker(bar, .2), 11*s, x+side*170*s, y-255*s, x+side*135*s, y)
	}
	c.line(hex(0xe0a52e), 13*s, x-176*s, y-255*s, x+176*s, y-255*s)
	chain, seat := hex(0x59616b), hex(0xb8453f)
	for _, at := range []float64{-80, 80} {
		left, right := x+(at-30)*s, x+(at+30)*s
		if torn && at > 0 {
			c.line(chain, 4*s, left, y-252*s, left-4*s, y-70*s)
			c.line(chain, 4*s, right, y-252*s, right+6*s, y-190*s)
			c.line(seat, 12*s, left-6*s, y-72*s, left+34*s, y-14*s)
			continue
		}
		c.line(chain, 4*s, left, y-252*s, left, y-80*s)
		c.line(chain, 4*s, right, y-252*s, right, y-80*s)
		c.round(seat, left-8*s, y-84*s, 76*s, 13*s, 5*s)
	}
}

// slide paints a slide with a ladder; x is its middle.
func (c *canvas) slide(x, y, s float64, broken bool) {
	c.shadow(x+20*s, y+4*s, 180*s, 12*s)
	c.line(hex(0x2f7fb8), 9*s, x-130*s, y, x-96*s, y-200*s)
	c.line(hex(0x2f7fb8), 9*s, x-86*s, y, x-52*s, y-200*s)
	for i := range 5 {
		t := float64(i+1) / 6
		c.line(hex(0xe0a52e), 7*s, x-130*s+34*s*t, y-200*s*t, x-86*s+34*s*t, y-200*s*t)
	}
	c.poly(hex(0xb8453f), x-104*s, y-206*s, x-20*s, y-206*s, x-20*s, y-192*s, x-104*s, y-192*s)
	c.poly(hex(0xe0a52e), x-112*s, y-290*s, x-62*s, y-330*s, x-12*s, y-290*s)
	c.line(hex(0x2f7fb8), 7*s, x-100*s, y-200*s, x-100*s, y-290*s)
	c.line(hex(0x2f7fb8), 7*s, x-24*s, y-200*s, x-24*s, y-290*s)
	c.fill(hex(0xd9dfe4), smooth([]point{{x - 30*s, y - 206*s}, {x + 20*s, y - 190*s}, {x + 110*s, y - 50*s}, {x + 190*s, y - 22*s}, {x + 190*s, y - 8*s}, {x + 96*s, y - 26*s}, {x + 4*s, y - 170*s}, {x - 30*s, y - 186*s}}))
	c.line(hex(0xb8453f), 8*s, x-20*s, y-214*s, x+26*s, y-198*s, x+114*s, y-62*s, x+190*s, y-34*s)
	if broken { // a bent iron sheet
		c.poly(hex(0x9aa4ad), x+70*s, y-110*s, x+128*s, y-140*s, x+118*s, y-118*s, x+84*s, y-84*s)
		c.poly(hex(0x8a5a3a), x+70*s, y-110*s, x+128*s, y-140*s, x+124*s, y-132*s, x+74*s, y-104*s)
	}
}

func brokenSwing(c *canvas) {
	c.playground(day)
	c.swing(430, 690, 1.15, true)
	c.slide(930, 690, 1, false)
	c.cone(600, 745, .9)
}

func newSwing(c *canvas) {
	c.playground(day)
	c.swing(430, 690, 1.15, false)
	c.slide(930, 690, 1, false)
	c.person(coats[0], 690, 740, .72)
	c.person(coats[1], 620, 750, .62)
	c.round(hex(0x6b7682), 1108, 540, 8, 130, 2)
	c.round(hex(0xffffff), 1070, 500, 84, 62, 6) // the inspection notice
	for i := range 4 {
		c.rect(hex(0x9fb3c2), 1080, 512+float64(i)*11, 64, 4)
	}
}

func sharpSlide(c *canvas) {
	c.playground(day)
	c.slide(620, 700, 1.45, true)
	c.tree(160, 640, 1, day)
}

func emptyLot(c *canvas) {
	c.land(day)
	c.village(day, 40, 1250, .72)
	c.fill(hex(0xc8a873), smooth([]point{{160, 540}, {640, 510}, {1080, 550}, {1130, 720}, {600, 770}, {90, 730}}))
	// the remains of an old shop
	c.poly(hex(0xb9a58c), 800, 640, 800, 560, 860, 575, 900, 548, 960, 590, 1010, 585, 1010, 640)
	for range 16 {
		x, y := c.between(700, 1100), c.between(640, 700)
		c.fill(hex(0x9d8b75), c.blob(x, y, c.between(6, 18), c.between(4, 9)))
	}
	for i, x := range []float64{300, 400, 500} {
		c.person(coats[i+1], x, 690+float64(i%2)*26, .72)
	}
	c.ellipse(hex(0xf7f5ea), 352, 716, 13, 13)
	c.ellipse(hex(0x2d2a2e), 352, 716, 5, 5)
}

func parkedOnPlay(c *canvas) {
	c.playground(evening)
	c.swing(300, 660, .95, false)
	c.slide(960, 650, .85, false)
	c.car(hex(0xb8453f), 520, 720, 1.1)
	c.car(hex(0x55708c), 790, 752, 1.2)
	c.dim(hex(0x241f3d), .12)
}

func workout(c *canvas) {
	c.land(day)
	c.village(day, 40, 1250, .7)
	c.fill(hex(0x6fa0a8), smooth([]point{{120, 560}, {620, 530}, {1100, 560}, {1160, 740}, {600, 785}, {60, 745}}))
	bar := hex(0x34425a)
	for _, x := range []float64{240, 380, 520} {
		c.line(bar, 12, x, 690, x, 430-(x-240)*.18)
	}
	c.line(hex(0xe0a52e), 9, 240, 436, 380, 436)
	c.line(hex(0xe0a52e), 9, 380, 410, 520, 410)
	for _, y := range []float64{640, 690} {
		c.line(bar, 10, 680, y, 680, y-110)
		c.line(bar, 10, 880, y, 880, y-110)
		c.line(hex(0xe0a52e), 9, 664, y-110, 896, y-110)
	}
	c.person(coats[2], 310, 590, 1)
	c.line(hex(0xe3b48c), 9, 294, 500, 290, 438)
	c.line(hex(0xe3b48c), 9, 326, 500, 332, 438)
	c.person(coats[0], 1000, 720, .95)
	c.person(coats[1], 1070, 732, .9)
}

// mesh paints a wire fence between two posts, leaning by the given amount.
func (c *canvas) mesh(x1, x2, y, h, lean float64) {
	wire := hex(0x7b8894)
	for t := 0.0; t <= 1; t += .07 {
		x := x1 + (x2-x1)*t
		c.line(thin(wire, .8), 2, x, y, min(x+60, x2)+lean, y-h)
		c.line(thin(wire, .8), 2, x, y, max(x-60, x1)+lean, y-h)
	}
	for _, x := range []float64{x1, x2} {
		c.line(hex(0x4d6b57), 10, x, y, x+lean, y-h)
	}
	c.line(hex(0x4d6b57), 6, x1+lean, y-h, x2+lean, y-h)
}

func (c *canvas) pitch() {
	c.land(day)
	c.village(day, 40, 1250, .66)
	c.poly(hex(0x6fae54), 260, 500, 980, 500, 1180, 730, 40, 730)
	white := hex(0xf4f8ee)
	c.line(white, 5, 260, 500, 980, 500, 1180, 730, 40, 730, 260, 500)
	c.line(white, 4, 620, 500, 610, 730)
	c.fill(white, arc(614, 605, 84, 34, 0, 6.2832))
	c.fill(hex(0x6fae54), arc(614, 605, 79, 30, 0, 6.2832))
	c.line(white, 9, 120, 640, 120, 550, 190, 510, 190, 580)
}

func fallenFence(c *canvas) {
	c.pitch()
	c.mesh(270, 500, 508, 90, 0)
	c.mesh(500, 730, 508, 90, 0)
	c.poly(thin(hex(0x7b8894), .5), 760, 520, 1000, 520, 1120, 600, 860, 610)
	c.mesh(760, 1000, 520, -88, 120)
	c.ellipse(hex(0xf7f5ea), 1090, 690, 15, 15)
	c.ellipse(hex(0x2d2a2e), 1090, 690, 6, 6)
	c.person(coats[4], 520, 690, .8)
}
