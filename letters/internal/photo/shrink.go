package photo

import "image"

// shrink makes a picture smaller: each pixel is the mean of those it stands
// for. It asks for no memory beyond the result, as a smoother kernel would.
func shrink(img *image.RGBA, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	from := img.Bounds()
	for y := range h {
		top, bottom := from.Min.Y+y*from.Dy()/h, from.Min.Y+(y+1)*from.Dy()/h
		for x := range w {
			left, right := from.Min.X+x*from.Dx()/w, from.Min.X+(x+1)*from.Dx()/w
			mean(out.Pix[out.PixOffset(x, y):][:4], img, image.Rect(left, top, right, bottom))
		}
	}
	return out
}

func mean(into []uint8, img *image.RGBA, part image.Rectangle) {
	var sum [4]int
	n := part.Dx() * part.Dy()
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := img.Pix[img.PixOffset(part.Min.X, y):][:4*part.Dx()]
		for i := 0; i < len(row); i += 4 {
			sum[0] += int(row[i])
			sum[1] += int(row[i+1])
			sum[2] += int(row[i+2])
			sum[3] += int(row[i+3])
		}
	}
	for i := range sum {
		into[i] = uint8(sum[i] / n)
	}
}
