package graph

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"

	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var cursorSecret = cypher.Must("write/cursor_secret")

// place is where a page ended.
type place struct {
	Key any    `json:"key"`
	ID  string `json:"id"`
}

// sealer seals the cursors of one query, so that no other query takes them and nobody makes any.
type sealer struct{ secret, query []byte }

// sealer is that of one query.
func (g *Graph) sealer(ctx context.Context, question string, query any) (sealer, error) {
	secret, err := g.sealSecret(ctx)
	if err != nil {
		return sealer{}, err
	}
	text, err := json.Marshal([]any{question, query})
	return sealer{secret, text}, err
}

// sealSecret is the graph's secret, which the first who needs it makes, so that every Kith of the graph opens what another sealed.
func (g *Graph) sealSecret(ctx context.Context) ([]byte, error) {
	secret := g.secret.Load()
	if secret == nil {
		var secrets []string
		err := g.store.InTransaction(ctx, func(tx *store.Tx) (err error) {
			secrets, err = store.Write[string](ctx, tx, cursorSecret, map[string]any{"secret": rand.Text() + rand.Text()})
			return err
		})
		if err != nil {
			return nil, err
		}
		secret = &secrets[0]
		g.secret.Store(secret)
	}
	return []byte(*secret), nil
}

func (s sealer) mac(text []byte) []byte {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(s.query)
	mac.Write([]byte{0})
	mac.Write(text)
	return mac.Sum(nil)[:16]
}

// close is a place as a cursor.
func (s sealer) close(at place) string {
	text, err := json.Marshal(at)
	if err != nil {
		panic(err) // a place holds a string, a number or an instant
	}
	return base64.RawURLEncoding.EncodeToString(append(s.mac(text), text...))
}

// open is the place of a cursor of the same query; no cursor is no place.
func (s sealer) open(cursor string) (*place, error) {
	if cursor == "" {
		return nil, nil
	}
	data, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(data) < 16 || !hmac.Equal(data[:16], s.mac(data[16:])) {
		return nil, badCursor()
	}
	var at place
	if err := json.Unmarshal(data[16:], &at); err != nil {
		return nil, badCursor()
	}
	return &at, nil
}

func badCursor() error {
	return problem.Malformed("The cursor is not one of this query.", problem.FieldError{Pointer: "cursor", Detail: "is not one of this query"})
}
