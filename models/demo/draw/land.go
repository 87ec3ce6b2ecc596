package draw

import (
	"image/color"
	"math"
)

// light is the weather and time of day of a picture.
type light int

const (
	day light = iota
	evening
	grey   // rainy
	winter // snow on the ground
)

// Region is the landscape of the horizon.
type Region int

const (
	South  Region = iota // the ridges and the green of Түлкібас
	Steppe               // the low straw-coloured hills of Сарыарқа
)

// horizon is the y coordinate at which the ground begins.
const horizon = 400

var (
	grass = hex(0x8fb35a)
	straw = hex(0xd9b968)
	soil  = hex(0xb99a6b)
	snow  = hex(0xeef4f9)
	asph  = hex(0x5d6672)
)

// land paints sky, horizon and ground, and returns the colour of the ground.
func (c *canvas) land(l light) color.NRGBA {
	top, low := hex(0x4fa8dc), hex(0xd6eefa)
	switch l {
	case evening:
		top, low = hex(0x22345c), hex(0xf0a868)
	case grey:
		top, low = hex(0x8fa3b3), hex(0xdde5ea)
	case winter:
		top, low = hex(0x9cc4e0), hex(0xf4f8fb)
	}
	c.falling(top, low, 0, horizon+20)
	sunX := c.between(760, 1080)
	switch l {
	case day:
		c.glow(hex(0xfff3c4), sunX, 130, 230, 230, .8)
		c.ellipse(hex(0xffe08a), sunX, 130, 52, 52)
	case evening:
		c.glow(hex(0xffd08a), sunX, 372, 420, 240, .7)
		c.ellipse(hex(0xffc978), sunX, 384, 46, 46)
	case winter:
		c.glow(hex(0xffffff), sunX, 150, 200, 200, .8)
	}
	clouds := hex(0xffffff)
	if l == evening {
		clouds = hex(0xc98a86)
	} else if l == grey {
		clouds = hex(0xc4d0d8)
	}
	for i := range 4 {
		c.cloud(thin(clouds, .75), float64(i)*330+c.between(-80, 120), c.between(50, 210), c.between(.6, 1.15))
	}
	if c.region == South {
		c.ridges(l, low)
	}
	ground := grass
	if c.region == Steppe {
		ground = straw
	}
	switch l {
	case winter:
		ground = snow
	case evening:
		ground = mix(ground, hex(0x3b3350), .45)
	case grey:
		ground = mix(ground, hex(0x8d968f), .3)
	}
	for i := range 3 { // hills, nearer ones lower and stronger
		col := mix(ground, low, .62-.22*float64(i))
		if l == winter {
			col = mix(hex(0xcddbe8), snow, float64(i)/3)
		}
		c.hills(col, float64(horizon-58+i*26), 46-float64(i)*10, c.between(0, 7), 1.2+.5*float64(i))
	}
	c.falling(lighter(ground, .1), darker(ground, .16), horizon+22, tall)
	c.tufts(darker(ground, .18), l)
	return ground
}

// hills paints a wavy strip from its crest down to the ground.
func (c *canvas) hills(col color.NRGBA, y, height, phase, waves float64) {
	outline := []point{{wide + 1, horizon + 60}, {-1, horizon + 60}}
	for x := -1.0; x <= wide+1; x += 12 {
		t := x/wide*2*math.Pi*waves + phase
		outline = append(outline, point{x, y - height*(.5*math.Sin(t)+.3*math.Sin(2.3*t+1)+.2*math.Sin(.6*t))})
	}
	c.fill(col, outline)
}

// ridges paints distant mountains with snow on their tops.
func (c *canvas) ridges(l light, haze color.NRGBA) {
	rock := hex(0x6f8fb5)
	if l == evening {
		rock = hex(0x5a4f7c)
	} else if l == grey {
		rock = hex(0x8797a6)
	}
	for depth := range 2 {
		col := mix(rock, haze, .5-.25*float64(depth))
		for x := -120.0; x < wide+120; x += c.between(150, 210) {
			w, h := c.between(170, 260), c.between(110, 215)-float64(depth)*62
			foot, tip := float64(horizon)+10, float64(horizon)+10-h
			c.poly(col, x-w, foot, x, tip, x+w, foot)
			c.poly(darker(col, .1), x, tip, x+w, foot, x+w*.24, foot) // the side away from the sun
			if depth == 0 {
				s := .34
				c.poly(hex(0xf6fafd), x, tip, x+w*s, tip+h*s, x+w*s*.45, tip+h*s*.82, x+w*s*.1, tip+h*s*1.12, x-w*s*.4, tip+h*s*.8, x-w*s, tip+h*s)
			}
		}
	}
}

func (c *canvas) cloud(col color.NRGBA, x, y, s float64) {
	// one outline, so that a translucent cloud has no seams
	var outline []point
	for _, puff := range []struct{ x, r float64 }{{-70, 26}, {-28, 42}, {26, 34}, {68, 22}} {
		outline = append(outline, arc(x+puff.x*s, y, puff.r*s, puff.r*s, math.Pi, 2*math.Pi)...)
	}
	c.fill(col, append(outline, point{x + 90*s, y + 12*s}, point{x - 96*s, y + 12*s}))
}

// tufts paints grass on the ground, or small shadows on snow.
func (c *canvas) tufts(col color.NRGBA, l light) {
	for range 70 {
		y := c.between(horizon+50, tall)
		x, s := c.between(0, wide), (y-horizon)/260
		if l == winter {
			c.ellipse(thin(hex(0xb9cbdb), .5), x, y, 26*s, 3.5*s)
			continue
		}
		for k := -1.0; k <= 1; k++ {
			c.poly(thin(col, .8), x-2*s, y, x+k*9*s, y-c.between(12, 22)*s, x+2*s, y)
		}
	}
}

// shadow paints the soft dark spot under a thing.
func (c *canvas) shadow(x, y, rx, ry float64) {
	c.ellipse(thin(hex(0x1c2733), .2), x, y, rx, ry)
}
