// Package pathways embeds the clinical library: YAML only, checked and
// compiled by engine. Everything in it is draft until it is signed.
package pathways

import "embed"

// Files holds vocabulary, services, pathways and their examples.
//
//go:embed */*.yaml
var Files embed.FS
