package draw

// lane returns the left and right edge, at height y, of a road that runs from the horizon to the
// viewer.
func lane(y float64) (left, right float64) {
	t := (y - horizon - 22) / (tall - horizon - 22)
	return 575 - 515*t, 640 + 480*t
}

// road paints the street of most pictures.
func (c *canvas) road(l light, marked bool) {
	ground := c.land(l)
	c.village(l, 90, 470, .72)
	c.village(l, 800, 1250, .72)
	surface := asph
	if l == evening {
		surface = hex(0x3c4354)
	}
	top := float64(horizon + 22)
	al, ar := lane(top)
	bl, br := lane(tall)
	if l != winter {
		ground = mix(ground, soil, .6)
	}
	c.poly(ground, al-8, top, ar+8, top, br+90, tall, bl-90, tall)
	c.poly(surface, al, top, ar, top, br, tall, bl, tall)
	c.poly(thin(hex(0xffffff), .05), al, top, (al+ar)/2, top, (bl+br)/2, tall, bl, tall)
	if marked {
		for i := range 7 {
			t := float64(i) / 7
			y1 := top + (tall-top)*t*t
			y2 := y1 + 10 + 46*t
			w1, w2 := 2+10*t*t, 2.6+11*t*t
			m := func(y float64) float64 { a, b := lane(y); return (a + b) / 2 }
			c.poly(hex(0xf3f1e4), m(y1)-w1, y1, m(y1)+w1, y1, m(y2)+w2, y2, m(y2)-w2, y2)
		}
	}
}

// pothole paints a deep hole; with water it mirrors the sky.
func (c *canvas) pothole(x, y, r float64, water bool) {
	hole := c.blob(x, y, r, r*.34)
	c.fill(hex(0x8c8577), moved(hole, x, y, 1.18, 0, 0))
	c.fill(hex(0x33373d), hole)
	if water {
		c.fill(hex(0x7fa9c2), moved(hole, x, y, .86, 0, r*.05))
		c.fill(thin(hex(0xffffff), .35), moved(hole, x, y, .4, -r*.2, -r*.03))
	} else {
		c.fill(hex(0x4a4640), moved(hole, x, y, .74, r*.04, r*.06))
	}
	for range 5 {
		s := c.between(3, 8) * r / 90
		c.ellipse(hex(0x7b7568), x+c.between(-1.3, 1.3)*r, y+c.between(.3, .52)*r, s, s*.6)
	}
}

func brokenRoad(c *canvas) {
	c.road(grey, false)
	for _, crack := range [][]float64{{420, 560, 470, 590, 455, 640, 520, 690}, {820, 640, 770, 600, 790, 540}, {610, 470, 640, 520, 622, 560}} {
		c.line(hex(0x3e444c), 4, crack...)
	}
	c.pothole(600, 480, 34, false)
	c.pothole(690, 545, 62, true)
	c.pothole(420, 640, 110, true)
	c.pothole(800, 712, 150, true)
	c.pothole(560, 590, 44, false)
	c.carAhead(hex(0xb8453f), 668, 470, .34)
	c.cone(250, 640, 1)
}

func newRoad(c *canvas) {
	c.road(day, true)
	for _, x := range []float64{-1, 1} { // clean kerbs
		al, ar := lane(horizon + 22)
		bl, br := lane(tall)
		if x < 0 {
			c.poly(hex(0xd8dde0), al-3, horizon+22, al, horizon+22, bl, tall, bl-26, tall)
		} else {
			c.poly(hex(0xd8dde0), ar, horizon+22, ar+3, horizon+22, br+26, tall, br, tall)
		}
	}
	c.carAhead(hex(0x2f7fb8), 760, 650, 1.05)
	c.carAhead(hex(0xe0a52e), 640, 490, .36)
	c.tree(1110, 640, 1.05, day)
	c.tree(80, 610, .95, day)
}

func muddyRoad(c *canvas) {
	c.land(grey)
	c.village(grey, 700, 1250, .66)
	c.poly(hex(0x94744e), 560, 422, 650, 422, 1130, tall, 60, tall)
	for _, rut := range [][]float64{{590, 430, 566, 520, 500, 620, 380, 800}, {622, 430, 640, 520, 700, 620, 830, 800}} {
		c.line(hex(0x6d5233), 26, rut[2:]...)
		c.line(hex(0x6d5233), 9, rut[:4]...)
	}
	for _, p := range []point{{560, 520}, {650, 575}, {455, 690}, {800, 720}, {610, 660}} {
		r := (p.y - 420) * .42
		puddle := c.blob(p.x, p.y, r, r*.26)
		c.fill(hex(0x6d5233), moved(puddle, p.x, p.y, 1.1, 0, 0))
		c.fill(hex(0x9fb9c4), puddle)
		c.fill(thin(hex(0xffffff), .3), moved(puddle, p.x, p.y, .5, -r*.2, 0))
	}
	c.carAhead(hex(0xe8b23a), 610, 500, .5)
	for range 60 { // rain
		x, y := c.between(0, wide), c.between(0, 520)
		c.line(thin(hex(0xffffff), .35), 2, x, y, x-6, y+26)
	}
}

func noSidewalk(c *canvas) {
	c.road(day, true)
	c.pickets(hex(0x6fa7c7), 0, 180, 600, 1.1)
	c.carAhead(hex(0xe0a52e), 672, 540, .55)
	for i, x := range []float64{232, 300, 372} {
		c.person(coats[i], x, 640+float64(i)*22, .72+.05*float64(i))
		c.round(darker(coats[(i+2)%5], .1), x-17, 640+float64(i)*22-74, 34, 34, 8) // school bag
	}
	c.carAhead(hex(0xb8453f), 790, 745, 1.5)
}

func snowyRoad(c *canvas) {
	c.road(winter, false)
	al, ar := lane(horizon + 22)
	bl, br := lane(tall)
	c.poly(hex(0xe3ecf4), al, horizon+22, ar, horizon+22, br, tall, bl, tall)
	for _, d := range []point{{380, 560}, {760, 600}, {560, 520}, {240, 700}, {930, 730}, {590, 690}} {
		r := (d.y - 380) * .75
		drift := c.blob(d.x, d.y, r, r*.42)
		c.fill(hex(0xc3d5e4), moved(drift, d.x, d.y, 1.02, 6, 10))
		c.fill(hex(0xf9fcfe), drift)
	}
	c.pickets(hex(0x8a6b4f), 60, 300, 610, 1)
	c.fill(hex(0xf9fcfe), c.blob(180, 622, 190, 44))
	for range 160 {
		r := c.between(1.5, 4)
		c.ellipse(thin(hex(0xffffff), .85), c.between(0, wide), c.between(0, tall), r, r)
	}
}

func clearedRoad(c *canvas) {
	c.road(winter, true)
	for _, side := range []float64{-1, 1} { // banks of snow along the edges
		for y := 440.0; y < 860; y += 34 {
			l, r := lane(y)
			x, s := l-(y-400)*.14, (y-400)*.26
			if side > 0 {
				x = r + (y-400)*.14
			}
			c.ellipse(hex(0xc9d9e6), x+4, y+6, s*1.15, s*.55)
			c.ellipse(hex(0xf9fcfe), x, y, s*1.15, s*.55)
		}
	}
	// a grader with its blade
	c.lorry(hex(0xf0a12b), hex(0xf0a12b), false, 600, 610, .75)
	c.poly(hex(0x8a939c), 700, 560, 736, 556, 742, 622, 716, 622)
}

// stripes paints a pedestrian crossing at y.
func (c *canvas) stripes(y float64) {
	l, r := lane(y)
	n := 9
	step := (r - l) / float64(n)
	for i := range n {
		x := l + step*(float64(i)+.2)
		mid := (l + r) / 2
		lean := (x + step*.3 - mid) * .16
		c.poly(hex(0xf7f5ea), x, y, x+step*.6, y, x+step*.6+lean, y+62, x+lean, y+62)
	}
}

func (c *canvas) childrenSign(x, y, s float64) {
	c.rect(hex(0x8a939c), x-4*s, y-210*s, 8*s, 210*s)
	c.poly(hex(0xc8352c), x-62*s, y-190*s, x, y-296*s, x+62*s, y-190*s)
	c.poly(hex(0xffffff), x-44*s, y-200*s, x, y-275*s, x+44*s, y-200*s)
	for _, at := range []float64{-11, 11} {
		c.ellipse(hex(0x23282e), x+at*s, y-237*s, 6*s, 6*s)
		c.poly(hex(0x23282e), x+(at-8)*s, y-206*s, x+at*s, y-231*s, x+(at+8)*s, y-206*s)
	}
}

// school paints a long building of two floors behind the road.
func (c *canvas) school(x, y, s float64, l light) {
	wall := hex(0xf2e6cf)
	c.shadow(x, y, 250*s, 10*s)
	c.rect(wall, x-230*s, y-150*s, 460*s, 150*s)
	c.rect(hex(0x3c83b5), x-240*s, y-164*s, 480*s, 16*s)
	c.rect(darker(wall, .1), x-230*s, y-12*s, 460*s, 12*s)
	for row := range 2 {
		for i := range 8 {
			wx := x - 208*s + float64(i)*56*s
			if row == 1 && (i == 3 || i == 4) {
				continue
			}
			c.rect(hex(0xffffff), wx-3*s, y-135*s+float64(row)*66*s, 30*s, 42*s)
			c.rect(hex(0x9fd0ea), wx, y-132*s+float64(row)*66*s, 24*s, 36*s)
		}
	}
	c.rect(hex(0x2b6a94), x-38*s, y-66*s, 76*s, 66*s)
	c.rect(hex(0xbfe1f2), x-32*s, y-60*s, 30*s, 56*s)
	c.rect(hex(0xbfe1f2), x+2*s, y-60*s, 30*s, 56*s)
	c.rect(hex(0x8a939c), x-3*s, y-230*s, 5*s, 68*s)
	c.rect(hex(0x2ba7c9), x+2*s, y-230*s, 56*s, 30*s)
	c.ellipse(hex(0xf7d154), x+30*s, y-215*s, 9*s, 9*s)
}

func noCrossing(c *canvas) {
	c.road(day, true)
	c.school(260, 500, 1, day)
	c.carAhead(hex(0xb8453f), 668, 540, .55)
	c.person(coats[0], 250, 660, .8)
	c.person(coats[3], 310, 672, .68)
	c.carAhead(hex(0x6c7683), 800, 730, 1.4)
}

func newCrossing(c *canvas) {
	c.road(day, false)
	c.school(260, 500, 1, day)
	c.stripes(610)
	c.childrenSign(1035, 690, 1.05)
	for i, x := range []float64{430, 505, 570} {
		c.person(coats[i], x, 668, .8-.06*float64(i))
	}
	c.carAhead(hex(0xe0a52e), 690, 585, .75)
}

func railCrossing(c *canvas) { c.rail(false) }
func railPatched(c *canvas)  { c.rail(true) }

// rail paints a road over a railway, with open or patched holes in front of it.
func (c *canvas) rail(patched bool) {
	c.land(day)
	c.village(day, 820, 1250, .62)
	c.poly(asph, 520, 422, 700, 422, 1190, tall, 20, tall)
	for _, hole := range []struct{ x, y, r float64 }{{440, 640, 90}, {720, 690, 130}, {560, 745, 80}, {620, 590, 60}} {
		if !patched {
			c.pothole(hole.x, hole.y, hole.r, false)
			continue
		}
		c.poly(hex(0x474f5a), hole.x-hole.r, hole.y-hole.r*.3, hole.x+hole.r*.9, hole.y-hole.r*.34, hole.x+hole.r*1.1, hole.y+hole.r*.36, hole.x-hole.r*1.15, hole.y+hole.r*.4)
	}
	c.poly(hex(0x9a8f80), 0, 505, wide, 505, wide, 556, 0, 556)
	for x := -20.0; x < wide; x += 44 {
		c.poly(hex(0x6d5540), x, 508, x+18, 508, x+24, 552, x+4, 552)
	}
	for _, y := range []float64{514, 542} {
		c.rect(hex(0x59616b), 0, y, wide, 7)
		c.rect(hex(0xb9c2ca), 0, y, wide, 2.5)
	}
	// the barrier, up
	c.rect(hex(0xf4f4f0), 930, 470, 26, 110)
	for i := range 6 {
		col := hex(0xc8352c)
		if i%2 == 1 {
			col = hex(0xf7f5ea)
		}
		t := float64(i)
		c.line(col, 13, 940-t*26, 480-t*44, 940-(t+1)*26, 480-(t+1)*44)
	}
	c.line(hex(0xc8352c), 12, 1010, 300, 1090, 360)
	c.line(hex(0xc8352c), 12, 1090, 300, 1010, 360)
	c.rect(hex(0x8a939c), 1046, 350, 8, 230)
	c.carAhead(hex(0x2f7fb8), 640, 505, .5)
}
