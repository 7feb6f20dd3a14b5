package photo

import "image"

const (
	// sharpSide is the size at which sharpness is measured, so that it does
	// not depend on the camera.
	sharpSide = 1024
	// tiles is how many parts each side of a picture is cut into.
	tiles = 8
	// soft is the sharpness below which a picture is called blurred.
	soft = 25
)

// Sharpness says how sharp the sharpest part of a picture is: the variance of
// the Laplacian of its brightness. A mole on smooth skin is sharp; the skin
// beside it need not be. Below soft an eye finds a picture blurred; it is a
// warning, and no more than that.
func Sharpness(img *image.RGBA) float64 {
	to := fitted(img.Bounds().Size())
	grey := luma(scale(img, to.X, to.Y))
	most := 0.0
	b := grey.Bounds()
	for ty := range tiles {
		for tx := range tiles {
			part := image.Rect(
				b.Dx()*tx/tiles, b.Dy()*ty/tiles, b.Dx()*(tx+1)/tiles, b.Dy()*(ty+1)/tiles,
			).Intersect(b.Inset(1))
			most = max(most, variance(grey, part))
		}
	}
	return most
}

// Blurred says whether a picture is to be looked at again before it is sent.
func Blurred(sharpness float64) bool { return sharpness < soft }

func fitted(size image.Point) image.Point {
	most := max(size.X, size.Y)
	if most <= sharpSide {
		return size
	}
	return image.Pt(max(1, size.X*sharpSide/most), max(1, size.Y*sharpSide/most))
}

func luma(img *image.RGBA) *image.Gray {
	out := image.NewGray(img.Bounds())
	for i := range out.Pix {
		p := img.Pix[4*i : 4*i+3]
		out.Pix[i] = uint8((299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000)
	}
	return out
}

// variance is that of the Laplacian within a part, whose border has
// neighbours on every side.
func variance(grey *image.Gray, part image.Rectangle) float64 {
	var sum, squares, n float64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			i := grey.PixOffset(x, y)
			l := 4*float64(grey.Pix[i]) - float64(grey.Pix[i-1]) - float64(grey.Pix[i+1]) -
				float64(grey.Pix[i-grey.Stride]) - float64(grey.Pix[i+grey.Stride])
			sum += l
			squares += l * l
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return squares/n - (sum/n)*(sum/n)
}
