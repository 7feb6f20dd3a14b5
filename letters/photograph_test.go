package letters_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/draw"

	"signpost.health/signpost/letters"
)

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

// bomb is a small PNG that unpacks to w times h grey pixels of one shade.
func bomb(t testing.TB, w, h uint32) []byte {
	t.Helper()
	var out bytes.Buffer
	out.WriteString("\x89PNG\r\n\x1A\n")
	chunk := func(kind string, body []byte) {
		_ = binary.Write(&out, binary.BigEndian, uint32(len(body)))
		whole := append([]byte(kind), body...)
		out.Write(whole)
		_ = binary.Write(&out, binary.BigEndian, crc32.ChecksumIEEE(whole))
	}
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	chunk("IHDR", append(header, 8, 0, 0, 0, 0))
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, err := z.Write(make([]byte, 1<<20))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	chunk("IDAT", packed.Bytes())
	chunk("IEND", nil)
	return out.Bytes()
}

func TestPhotographsAreKeptWithoutTheirHiddenData(t *testing.T) {
	polyglot := append(withExif(mole(t, 1200, 900), 6), []byte("PK\x03\x04<script>alert(1)</script>")...)
	p, err := letters.ReadPhotograph(polyglot)
	require.NoError(t, err)
	require.Equal(t, []int{900, 1200}, []int{p.Width, p.Height}, "turned upright")
	for name, kept := range map[string][]byte{"full": p.Full, "letter": p.Letter, "thumb": p.Thumb} {
		for _, hidden := range []string{"GPS", "Exif", "script", "PK\x03\x04"} {
			require.NotContains(t, string(kept), hidden, name)
		}
		_, err := jpeg.Decode(bytes.NewReader(kept))
		require.NoError(t, err, name)
	}
	require.Less(t, len(p.Thumb), 20_000)
}

func TestPhotographsComeInTheUsualFormats(t *testing.T) {
	picture, err := jpeg.Decode(bytes.NewReader(mole(t, 300, 200)))
	require.NoError(t, err)
	var moving bytes.Buffer
	require.NoError(t, gif.Encode(&moving, picture, nil))
	// A WebP of one white pixel: there is no encoder to make another.
	webp := []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
	for name, data := range map[string][]byte{
		"JPEG": mole(t, 300, 200), "PNG": asPNG(t, picture), "GIF": moving.Bytes(), "WebP": webp,
	} {
		p, err := letters.ReadPhotograph(data)
		require.NoError(t, err, name)
		require.Positive(t, p.Width, name)
	}
}

func TestLargePhotographsAreKeptWithinWhatServicesTake(t *testing.T) {
	p, err := letters.ReadPhotograph(noise(t, 4000, 3000, 1))
	require.NoError(t, err)
	require.Equal(t, 2400, p.Width)
	require.Less(t, len(p.Full), 5<<20, "what a referral service takes of one file")
}

// noise is the picture that packs worst.
func noise(t testing.TB, w, h int, seed uint64) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	dice := rand.New(rand.NewPCG(seed, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(dice.UintN(256))
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}))
	return b.Bytes()
}

func TestLettersAreSmallWhateverIsOnTheirPictures(t *testing.T) {
	for _, n := range []int{1, 4, 5, 12} {
		in := copd()
		for i := range n {
			in.Images = append(in.Images, letters.Image{Data: noise(t, 1200, 1200, uint64(i)), View: "close-up"})
		}
		require.Less(t, len(pdfOf(t, compose(t, in), letters.Options{})), 5_000_000, "%d pictures", n)
	}
}

func TestFilesThatAreNoPhotographAreRefusedInWords(t *testing.T) {
	cut := mole(t, 1200, 900)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":                      {nil, letters.ErrNotPhotograph},
		"a web page":                   {[]byte("<svg onload=alert(1)>"), letters.ErrNotPhotograph},
		"a document":                   {[]byte("%PDF-1.7\n"), letters.ErrNotPhotograph},
		"a JPEG cut in the middle":     {cut[:len(cut)/2], letters.ErrPhotographCutShort},
		"a JPEG of its first bytes":    {cut[:20], letters.ErrPhotographCutShort},
		"a HEIC photo":                 {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), letters.ErrPhotographHEIC},
		"50 MB":                        {append(bytes.Clone(cut), make([]byte, 50<<20)...), letters.ErrPhotographTooLarge},
		"a bomb of 900 million":        {bomb(t, 30_000, 30_000), letters.ErrPhotographTooLarge},
		"a bomb of 4 thousand million": {bomb(t, 0x7FFFFFFF, 0x7FFFFFFF), letters.ErrPhotographCutShort},
		"a bomb that is too short":     {bomb(t, 4000, 4000), letters.ErrPhotographCutShort},
	} {
		_, err := letters.ReadPhotograph(c.data)
		require.Equal(t, c.want, err, name)
	}
}

func TestBlurredPhotographsAreNoticed(t *testing.T) {
	picture, err := jpeg.Decode(bytes.NewReader(mole(t, 1600, 1200)))
	require.NoError(t, err)
	sharp, err := letters.ReadPhotograph(asPNG(t, picture))
	require.NoError(t, err)
	require.False(t, sharp.Blurred)
	small := image.NewRGBA(image.Rect(0, 0, 80, 60))
	draw.BiLinear.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	soft := image.NewRGBA(picture.Bounds())
	draw.CatmullRom.Scale(soft, soft.Bounds(), small, small.Bounds(), draw.Src, nil)
	blurred, err := letters.ReadPhotograph(asPNG(t, soft))
	require.NoError(t, err)
	require.True(t, blurred.Blurred)
	plain := image.NewRGBA(image.Rect(0, 0, 800, 600))
	draw.Draw(plain, plain.Bounds(), image.NewUniform(color.RGBA{224, 178, 150, 255}), image.Point{}, draw.Src)
	nothing, err := letters.ReadPhotograph(asPNG(t, plain))
	require.NoError(t, err)
	require.True(t, nothing.Blurred, "there is nothing to see on it")
}

func FuzzReadPhotograph(f *testing.F) {
	f.Add(mole(f, 40, 30))
	f.Add(withExif(mole(f, 40, 30), 6))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := letters.ReadPhotograph(data)
		if err != nil {
			return
		}
		kept, err := jpeg.Decode(bytes.NewReader(p.Full))
		require.NoError(t, err)
		require.Equal(t, p.Width, kept.Bounds().Dx())
	})
}

func TestPhotographsAreNotDrawnTwiceUnlessTheyMust(t *testing.T) {
	one, err := letters.ReadPhotograph(mole(t, 1600, 1200))
	require.NoError(t, err)
	in := copd()
	in.Images = []letters.Image{
		{Data: one.Letter, Prepared: true, View: "overview"}, {Data: one.Letter, Prepared: true, View: "close-up"},
		{Data: one.Letter, View: "dermoscopic"},
	}
	pictures := compose(t, in).Images
	require.True(t, bytes.Equal(one.Letter, pictures[0].JPEG), "it stands as it was kept")
	require.NotEqual(t, pictures[0].Width, pictures[1].Width, "no two have one width")
	require.False(t, bytes.Equal(one.Letter, pictures[2].JPEG), "what nobody has made safe is")
}

// kept are photographs as they are kept, each of another width.
func kept(t testing.TB, n int) []letters.Image {
	t.Helper()
	var out []letters.Image
	widths := map[int]bool{}
	for w := 1600; len(out) < n; w++ {
		p, err := letters.ReadPhotograph(mole(t, w, 1200))
		require.NoError(t, err)
		size, err := jpeg.DecodeConfig(bytes.NewReader(p.Letter))
		require.NoError(t, err)
		if !widths[size.Width] {
			widths[size.Width] = true
			out = append(out, letters.Image{Name: strconv.Itoa(w), Data: p.Letter, Prepared: true})
		}
	}
	return out
}

// TestManyPhotographsStandAsTheyWereKept: a hospital that looks closely sees
// as much on the twelfth picture as on an only one, and nobody waits for work
// that was done when it came in. Only what is too large is made smaller.
func TestManyPhotographsStandAsTheyWereKept(t *testing.T) {
	t.Parallel()
	in := copd()
	in.Images = kept(t, 12)
	l := compose(t, in)
	require.Len(t, l.Images, 12)
	for i, p := range l.Images {
		require.True(t, bytes.Equal(in.Images[i].Data, p.JPEG), "picture %d stands as it was kept", i+1)
	}
	require.Less(t, len(pdfOf(t, l, letters.Options{})), 5_000_000)
	for i := range in.Images {
		large := image.NewRGBA(image.Rect(0, 0, 900+i, 1200))
		dice := rand.New(rand.NewPCG(uint64(i), 3))
		for at := range large.Pix {
			large.Pix[at] = uint8(dice.UintN(256))
		}
		var b bytes.Buffer
		require.NoError(t, jpeg.Encode(&b, large, &jpeg.Options{Quality: 82}))
		in.Images[i].Data = b.Bytes()
	}
	require.Less(t, len(pdfOf(t, compose(t, in), letters.Options{})), 5_000_000)
}
