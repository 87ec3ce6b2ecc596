package draw

import "image/color"

// house paints a village house with white walls, blue frames and a gable roof. x, y is the middle
// of its base.
func (c *canvas) house(x, y, s float64, l light) {
	wall := []color.NRGBA{hex(0xf7f1e3), hex(0xf3e2c7), hex(0xe4eef2), hex(0xf0d9c0)}[c.rnd.IntN(4)]
	roof := []color.NRGBA{hex(0xa8503c), hex(0x55708c), hex(0x7a5a45), hex(0x3f7f78)}[c.rnd.IntN(4)]
	glass, frame := hex(0xa9d5ee), hex(0x2f7fb8)
	if l == evening {
		wall, roof, glass = mix(wall, hex(0x3b3350), .45), mix(roof, hex(0x2a2745), .4), hex(0xffdc8a)
	}
	w, h := 150*s, 84*s
	c.shadow(x+14*s, y, w*.62, 9*s)
	c.rect(darker(roof, .2), x+w*.24, y-h-66*s, 17*s, 40*s) // chimney
	c.rect(wall, x-w/2, y-h, w, h)
	c.rect(darker(wall, .12), x-w/2, y-10*s, w, 10*s)
	c.poly(roof, x-w*.6, y-h+2*s, x-w*.3, y-h-52*s, x+w*.3, y-h-52*s, x+w*.6, y-h+2*s)
	c.poly(darker(roof, .18), x-w*.6, y-h+2*s, x+w*.6, y-h+2*s, x+w*.585, y-h-5*s, x-w*.585, y-h-5*s)
	for _, at := range []float64{-.34, .08} {
		wx := x + w*at
		c.rect(frame, wx-3*s, y-h+22*s, 34*s, 36*s)
		c.rect(glass, wx, y-h+25*s, 28*s, 30*s)
		c.rect(frame, wx+12.5*s, y-h+25*s, 3*s, 30*s)
	}
	c.rect(darker(frame, .25), x+w*.33, y-58*s, 25*s, 58*s)
	if l == winter {
		c.poly(snow, x-w*.6, y-h+2*s, x-w*.3, y-h-56*s, x+w*.3, y-h-56*s, x+w*.6, y-h+2*s, x+w*.5, y-h-8*s, x+w*.1, y-h-2*s, x-w*.3, y-h-9*s)
	}
}

// village paints a row of houses along the horizon, with poplars in between.
func (c *canvas) village(l light, from, to, s float64) {
	for x := from; x < to; x += c.between(185, 235) * s {
		if c.rnd.IntN(3) > 0 {
			c.poplar(x-100*s, horizon+54, s*c.between(.6, .85), l)
		}
		c.house(x, horizon+60+c.between(0, 10), s, l)
	}
}

func leaf(l light) color.NRGBA {
	switch l {
	case evening:
		return hex(0x3a4a4c)
	case winter:
		return hex(0x9aa9b4)
	case grey:
		return hex(0x6f9063)
	}
	return hex(0x5f9a4a)
}

// poplar paints a tall tree; x, y is its base; 240 pixels high at scale 1.
func (c *canvas) poplar(x, y, s float64, l light) {
	green := leaf(l)
	c.rect(hex(0x7a5b43), x-5*s, y-60*s, 10*s, 60*s)
	c.fill(green, smooth([]point{{x, y - 250*s}, {x + 34*s, y - 150*s}, {x + 30*s, y - 40*s}, {x - 30*s, y - 40*s}, {x - 34*s, y - 150*s}}))
	c.fill(thin(darker(green, .25), .6), smooth([]point{{x + 4*s, y - 235*s}, {x + 34*s, y - 150*s}, {x + 30*s, y - 42*s}, {x + 6*s, y - 42*s}}))
}

// tree paints a round tree; 150 pixels high at scale 1.
func (c *canvas) tree(x, y, s float64, l light) {
	green := leaf(l)
	c.shadow(x, y, 50*s, 9*s)
	c.rect(hex(0x7a5b43), x-6*s, y-70*s, 12*s, 70*s)
	for _, puff := range []point{{-30, -82}, {30, -84}, {0, -112}, {0, -76}} {
		c.ellipse(green, x+puff.x*s, y+puff.y*s, 40*s, 36*s)
	}
	c.ellipse(thin(lighter(green, .5), .45), x-14*s, y-118*s, 20*s, 14*s)
}

// pickets paints a picket fence from x1 to x2.
func (c *canvas) pickets(col color.NRGBA, x1, x2, y, s float64) {
	c.rect(darker(col, .15), x1, y-34*s, x2-x1, 6*s)
	c.rect(darker(col, .15), x1, y-14*s, x2-x1, 6*s)
	for x := x1; x < x2; x += 20 * s {
		c.poly(col, x, y, x, y-42*s, x+6*s, y-50*s, x+12*s, y-42*s, x+12*s, y)
	}
}

// person paints a standing person at x, y; 130 pixels tall at scale 1.
func (c *canvas) person(coat color.NRGBA, x, y, s float64) {
	skin, legs := hex(0xe3b48c), hex(0x34425a)
	c.shadow(x, y, 30*s, 6*s)
	c.round(legs, x-15*s, y-52*s, 12*s, 52*s, 5*s)
	c.round(legs, x+3*s, y-52*s, 12*s, 52*s, 5*s)
	c.round(darker(coat, .15), x-29*s, y-98*s, 13*s, 46*s, 6*s)
	c.round(darker(coat, .15), x+16*s, y-98*s, 13*s, 46*s, 6*s)
	c.round(coat, x-21*s, y-102*s, 42*s, 58*s, 13*s)
	c.ellipse(skin, x, y-117*s, 15*s, 16*s)
	c.fill(hex(0x2d2a2e), arc(x, y-122*s, 16*s, 13*s, 3.04, 6.38))
}

var coats = []color.NRGBA{hex(0x2f7fb8), hex(0xe0a52e), hex(0xb8453f), hex(0x3f8f7a), hex(0x7d5ba6)}

// worker paints a person with a vest and a helmet.
func (c *canvas) worker(x, y, s float64) {
	c.person(hex(0xf08a24), x, y, s)
	c.rect(hex(0xf7f3c8), x-21*s, y-80*s, 42*s, 6*s)
	c.rect(hex(0xf7f3c8), x-21*s, y-64*s, 42*s, 6*s)
	c.fill(hex(0xf4c430), arc(x, y-120*s, 18*s, 16*s, 3.14159, 6.2832))
	c.rect(hex(0xd9a916), x-20*s, y-122*s, 40*s, 4*s)
}

// car paints a car with its wheels at x, y; 190 pixels long at scale 1.
func (c *canvas) car(col color.NRGBA, x, y, s float64) {
	c.shadow(x, y+2*s, 104*s, 9*s)
	c.fill(col, smooth([]point{{x - 62*s, y - 44*s}, {x - 40*s, y - 78*s}, {x + 34*s, y - 78*s}, {x + 62*s, y - 44*s}, {x + 40*s, y - 38*s}, {x - 40*s, y - 38*s}}))
	c.poly(hex(0xbfe1f2), x-42*s, y-46*s, x-28*s, y-68*s, x-4*s, y-68*s, x-4*s, y-46*s)
	c.poly(hex(0xbfe1f2), x+3*s, y-46*s, x+3*s, y-68*s, x+26*s, y-68*s, x+43*s, y-46*s)
	c.round(col, x-95*s, y-50*s, 190*s, 36*s, 14*s)
	c.rect(darker(col, .25), x-92*s, y-24*s, 184*s, 7*s)
	c.ellipse(hex(0xffe9a8), x+90*s, y-38*s, 7*s, 6*s)
	for _, wx := range []float64{-56, 56} {
		c.ellipse(hex(0x22272e), x+wx*s, y-14*s, 20*s, 20*s)
		c.ellipse(hex(0xc4ccd4), x+wx*s, y-14*s, 9*s, 9*s)
	}
}

// carAhead paints a car on the road, seen from behind; 130 pixels wide at scale 1.
func (c *canvas) carAhead(col color.NRGBA, x, y, s float64) {
	c.shadow(x, y, 78*s, 10*s)
	for _, side := range []float64{-1, 1} {
		c.round(hex(0x22272e), x+side*46*s-13*s, y-30*s, 26*s, 32*s, 6*s)
	}
	c.fill(col, smooth([]point{{x - 52*s, y - 60*s}, {x - 40*s, y - 108*s}, {x + 40*s, y - 108*s}, {x + 52*s, y - 60*s}}))
	c.poly(hex(0xbfe1f2), x-42*s, y-66*s, x-33*s, y-97*s, x+33*s, y-97*s, x+42*s, y-66*s)
	c.round(col, x-66*s, y-70*s, 132*s, 54*s, 16*s)
	c.rect(darker(col, .25), x-64*s, y-28*s, 128*s, 9*s)
	c.round(hex(0xffffff), x-20*s, y-46*s, 40*s, 13*s, 3*s)
	for _, side := range []float64{-1, 1} {
		c.round(hex(0xe0453a), x+side*48*s-13*s, y-58*s, 26*s, 13*s, 5*s)
	}
}

// lorry paints a lorry at x, y with its cab to the right; body is a tank, a refuse box or an open
// bed.
func (c *canvas) lorry(cab, body color.NRGBA, tank bool, x, y, s float64) {
	c.shadow(x, y+2*s, 170*s, 11*s)
	c.rect(hex(0x3a424c), x-150*s, y-46*s, 300*s, 16*s)
	if tank {
		c.round(body, x-152*s, y-122*s, 200*s, 80*s, 38*s)
		c.round(thin(lighter(body, .6), .6), x-132*s, y-112*s, 160*s, 14*s, 7*s)
		c.rect(darker(body, .25), x-70*s, y-132*s, 34*s, 12*s)
	} else {
		c.round(body, x-156*s, y-142*s, 206*s, 100*s, 8*s)
		for i := range 4 {
			c.rect(darker(body, .14), x-132*s+float64(i)*48*s, y-136*s, 8*s, 88*s)
		}
	}
	c.round(cab, x+62*s, y-132*s, 88*s, 100*s, 14*s)
	c.poly(hex(0xbfe1f2), x+92*s, y-82*s, x+92*s, y-118*s, x+134*s, y-118*s, x+144*s, y-82*s)
	c.ellipse(hex(0xffe9a8), x+146*s, y-50*s, 7*s, 8*s)
	for _, wx := range []float64{-112, -62, 104} {
		c.ellipse(hex(0x22272e), x+wx*s, y-20*s, 25*s, 25*s)
		c.ellipse(hex(0xc4ccd4), x+wx*s, y-20*s, 11*s, 11*s)
	}
}

// cone paints a traffic cone.
func (c *canvas) cone(x, y, s float64) {
	c.shadow(x, y, 26*s, 5*s)
	c.poly(hex(0xf0742a), x-20*s, y, x-4*s, y-60*s, x+4*s, y-60*s, x+20*s, y)
	c.poly(hex(0xffffff), x-13.5*s, y-24*s, x-9*s, y-40*s, x+9*s, y-40*s, x+13.5*s, y-24*s)
	c.rect(hex(0xc95a1a), x-24*s, y-5*s, 48*s, 6*s)
}

// lamp paints a street lamp at x, y with its arm to the given side (-1 or 1).
func (c *canvas) lamp(x, y, s, side float64, lit bool) {
	post := hex(0x6b7682)
	c.line(post, 9*s, x, y, x, y-300*s, x+70*side*s, y-330*s)
	c.rect(darker(post, .2), x-9*s, y-26*s, 18*s, 26*s)
	head := point{x + 88*side*s, y - 334*s}
	c.poly(darker(post, .3), head.x-30*s, head.y+6*s, head.x-22*s, head.y-10*s, head.x+22*s, head.y-10*s, head.x+30*s, head.y+6*s)
	if lit {
		c.poly(thin(hex(0xffe9a0), .26), head.x-24*s, head.y+6*s, head.x+24*s, head.y+6*s, head.x+120*s, y+14*s, head.x-120*s, y+14*s)
		c.ellipse(thin(hex(0xffe9a0), .3), head.x, y+12*s, 122*s, 18*s)
		c.glow(hex(0xfff1bd), head.x, head.y+6*s, 95*s, 95*s, .85)
		c.rect(hex(0xfffbe6), head.x-22*s, head.y+4*s, 44*s, 7*s)
	} else {
		c.rect(hex(0x39424c), head.x-22*s, head.y+4*s, 44*s, 6*s)
	}
}
