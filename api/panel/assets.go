package panel

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// designSystem is the NHS design system's styles, where `npm run build` in
// web/ has put them.
const designSystem = "nhsuk.css"

// asset is one static file, ready to be sent.
type asset struct {
	content, gzipped []byte
	kind, hash       string
}

// assets are the static files by name.
type assets map[string]asset

// loadAssets reads the embedded files. The design system comes from built when
// it is there, else from what was embedded, else it is missing.
func loadAssets(built fs.FS) (assets, error) {
	all := assets{}
	for _, name := range []string{"panel.css", "plain.css", "panel.js"} {
		content, err := assetFiles.ReadFile("assets/" + name)
		if err != nil {
			return nil, fmt.Errorf("panel assets: %w", err)
		}
		if all[name], err = newAsset(name, content); err != nil {
			return nil, err
		}
	}
	content, err := readDesignSystem(built)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, fmt.Errorf("panel assets: %w", err)
	}
	all[designSystem], err = newAsset(designSystem, content)
	return all, err
}

func readDesignSystem(built fs.FS) ([]byte, error) {
	if built != nil {
		return fs.ReadFile(built, designSystem)
	}
	return assetFiles.ReadFile("assets/nhsuk/" + designSystem)
}

func newAsset(name string, content []byte) (asset, error) {
	sum := sha256.Sum256(content)
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return asset{}, fmt.Errorf("panel asset %s: %w", name, err)
	}
	if _, err := z.Write(content); err != nil {
		return asset{}, fmt.Errorf("panel asset %s: %w", name, err)
	}
	if err := z.Close(); err != nil {
		return asset{}, fmt.Errorf("panel asset %s: %w", name, err)
	}
	return asset{
		content: content, gzipped: packed.Bytes(),
		kind: mime.TypeByExtension(path.Ext(name)),
		hash: hex.EncodeToString(sum[:6]),
	}, nil
}

// hasDesignSystem says whether the NHS styles were built.
func (a assets) hasDesignSystem() bool {
	_, ok := a[designSystem]
	return ok
}

// styles are the addresses of the styles, in the order they apply. The density
// layer comes last.
func (a assets) styles() []string {
	base := "plain.css"
	if a.hasDesignSystem() {
		base = designSystem
	}
	return []string{a.href(base), a.href("panel.css")}
}

// href names the content too, so that a browser may keep it for ever.
func (a assets) href(name string) string { return "/assets/" + a[name].hash + "/" + name }

func (a assets) serve(w http.ResponseWriter, r *http.Request) {
	file, ok := a[r.PathValue("name")]
	if !ok || r.PathValue("hash") != file.hash {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := file.content
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = file.gzipped
	}
	_, _ = w.Write(body) // the browser is gone: nobody to tell
}
