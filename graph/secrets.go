package graph

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// What secrets begin with, so that who finds one lying about knows what it is.
const (
	tokenMark   = "kith_"
	sessionMark = "kithses_"
	linkMark    = "kithlink_"
)

const (
	secretRandom = 26                         // bytes
	secretLength = (secretRandom + 4) * 8 / 5 // characters after the mark, with the checksum
)

var secretText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")

// newSecret is a random text that its holder shows to be known; we keep its hash alone. Its end is a checksum, so that a text that is none is
// refused without asking the graph, and a scanner can tell one from the like.
func newSecret(mark string) (secret, hash string) {
	data := make([]byte, secretRandom, secretRandom+4)
	_, _ = rand.Read(data) // never fails
	data = binary.BigEndian.AppendUint32(data, checksum(mark, data))
	secret = mark + secretText.EncodeToString(data)
	return secret, hashOf(secret)
}

// secretHash is the hash of a secret of a kind, or false for a text that cannot be one.
func secretHash(mark, secret string) (string, bool) {
	text, is := strings.CutPrefix(secret, mark)
	if !is || len(text) != secretLength {
		return "", false
	}
	data, err := secretText.DecodeString(text)
	if err != nil || binary.BigEndian.Uint32(data[secretRandom:]) != checksum(mark, data[:secretRandom]) {
		return "", false
	}
	return hashOf(secret), true
}

func checksum(mark string, data []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE([]byte(mark)), crc32.IEEETable, data)
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
