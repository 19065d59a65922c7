package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	wishesOf  = cypher.Must("read/wishes")
	wishesPut = cypher.Must("write/wishes_put")
)

// Closed lists of wishes.
var (
	introductionWishes = []string{wishOpen, wishAskFirst, wishClosed}
	shareWishes        = []string{"none", "details"}
)

// What a user says to being asked for introductions.
const (
	wishOpen     = "open"
	wishAskFirst = "askFirst"
	wishClosed   = "closed"
)

// Wishes are what a user lets others see and ask.
type Wishes struct {
	Introductions     string `json:"introductions" enums:"open,askFirst,closed" default:"open"` // askFirst: paths show "somebody in" the user's unit; closed: no path of others leads over the user
	IntroductionLimit *int   `json:"introductionLimit" minimum:"0" maximum:"1000"`              // how often others may ask for an introduction within 30 days; null: as often as they like
	ShareTies         string `json:"shareTies" enums:"none,details" default:"none"`             // details: others see all that the user's ties rest on
}

// WishesChange is what a user changes of the wishes; what is absent is the default.
type WishesChange struct {
	Introductions     *string `json:"introductions" enums:"open,askFirst,closed" default:"open"`
	IntroductionLimit *int    `json:"introductionLimit" minimum:"0" maximum:"1000"`
	ShareTies         *string `json:"shareTies" enums:"none,details" default:"none"`
}

// nobodySignedIn is the problem of what only a user can ask.
func nobodySignedIn() error { return problem.Field("me", "is nobody: no user is signed in") }

// Wishes are the viewer's own.
func (g *Graph) Wishes(ctx context.Context, v access.Viewer) (Wishes, error) {
	if v.UserID == "" {
		return Wishes{}, nobodySignedIn()
	}
	rows, err := store.Read[Wishes](ctx, g.store, wishesOf, map[string]any{"id": v.UserID})
	return one(rows, err, "user", v.UserID)
}

// PutWishes changes the viewer's own: nobody changes another's.
func (g *Graph) PutWishes(ctx context.Context, v access.Viewer, c WishesChange) (Wishes, error) {
	if v.UserID == "" {
		return Wishes{}, nobodySignedIn()
	}
	var f faults
	f.listed("/introductions", c.Introductions, introductionWishes)
	f.between("/introductionLimit", c.IntroductionLimit, 0, 1000)
	f.listed("/shareTies", c.ShareTies, shareWishes)
	if err := f.err(); err != nil {
		return Wishes{}, err
	}
	w := Wishes{Introductions: *orElse(c.Introductions, wishOpen), IntroductionLimit: c.IntroductionLimit, ShareTies: *orElse(c.ShareTies, "none")}
	return w, g.Transact(ctx, v, func(tx *store.Tx) error {
		changed, err := store.Write[string](ctx, tx, wishesPut, map[string]any{
			"id": v.UserID, "introductions": w.Introductions, "introductionLimit": w.IntroductionLimit, "shareTies": w.ShareTies,
		})
		if _, err := one(changed, err, "user", v.UserID); err != nil {
			return err
		}
		tx.Touched.Record("user", store.Changed, v.UserID)
		return nil
	})
}
