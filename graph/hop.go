package graph

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"kith/access"
)

// A user who wants to be asked first, or knows somebody whom the viewer does not see, stands on a path without name and id, with a hop: the id,
// encrypted for the one viewer, anew each time. An introduction request takes it.

// somebody is how a user who wants to be asked first is shown.
func (k knownDetails) somebody(id string) Person {
	p := Person{Kind: "user", Name: "somebody of ours", Hop: k.hop(id)}
	if unit := k.units[id]; unit != "" {
		p.Name = "somebody in " + unit
	}
	return p
}

// hop stands for a user whom the viewer may ask and does not see.
func (k knownDetails) hop(id string) string {
	nonce := make([]byte, k.seal.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	return base64.RawURLEncoding.EncodeToString(k.seal.Seal(nonce, nonce, []byte(id), []byte(k.viewer.Me())))
}

// openHop is the id of the user whom a hop hides; ok is false of what was not sealed for the viewer.
func (g *Graph) openHop(ctx context.Context, v access.Viewer, hop string) (id string, ok bool, err error) {
	seal, err := g.hopSeal(ctx)
	if err != nil {
		return "", false, err
	}
	data, err := base64.RawURLEncoding.Strict().DecodeString(hop)
	if err != nil || len(data) < seal.NonceSize() {
		return "", false, nil //nolint:nilerr // not a hop
	}
	text, err := seal.Open(nil, data[:seal.NonceSize()], data[seal.NonceSize():], []byte(v.Me()))
	return string(text), err == nil, nil
}

func (g *Graph) hopSeal(ctx context.Context) (cipher.AEAD, error) {
	secret, err := g.sealSecret(ctx)
	if err != nil {
		return nil, err
	}
	key := sha256.Sum256(append([]byte("hop\x00"), secret...))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// veil takes out of a hop what would say who one of the two is.
func (h *Hop) veil(from, to string) {
	h.Strength, h.Evidence, h.Reason = nil, []Evidence{}, fmt.Sprintf("%s and %s know each other; how well is not known.", from, to)
	if h.Band != "" {
		h.Reason = fmt.Sprintf("%s and %s: a %s tie.", from, to, h.Band)
	}
}
