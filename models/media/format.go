package media

import (
	"image"
	"io"
)

// format is how one kind of file is read.
type format struct {
	size   func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}
