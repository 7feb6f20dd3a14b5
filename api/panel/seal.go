package panel

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"fmt"
)

// Search words may name a patient or a symptom, so they must not stand in an
// address. After a search the address holds them sealed, and only this process
// can open them: after a restart the page shows as if nothing was searched.

func newSeal() (cipher.AEAD, error) {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // crypto/rand never fails
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("panel seal: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("panel seal: %w", err)
	}
	return aead, nil
}

// sealed hides words. What they belong to is bound in, so that an address
// cannot be used on another page.
func (p *Panel) sealed(of, words string) string {
	return base64.RawURLEncoding.EncodeToString(p.seal.Seal(nil, nil, []byte(words), []byte(of)))
}

// opened gives the words back, or nothing.
func (p *Panel) opened(of, token string) string {
	hidden, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return ""
	}
	words, err := p.seal.Open(nil, nil, hidden, []byte(of))
	if err != nil {
		return ""
	}
	return string(words)
}
