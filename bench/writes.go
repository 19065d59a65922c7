package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
)

// move measures a write: a seat near the bottom of a chart gets another manager, and the one it had back.
func (b *bed) move(ctx context.Context) (Question, error) {
	const name = "move a report (write)"
	b.options.say("asking: %s …", name)
	moved := map[int]bool{}
	return b.ask(ctx, name, []side{{"http", func(ctx context.Context, s subject) error {
		_, end := b.network.seats(s.account)
		seat := end - 1
		to, _ := b.network.manager(seat)
		if moved[seat] = !moved[seat]; moved[seat] {
			to--
		}
		body := fmt.Sprintf(`{"managerId": %q}`, id("pos", to))
		return b.call(ctx, http.MethodPut, b.base+api+"/positions/"+id("pos", seat)+"/manager", strings.NewReader(body), nil)
	}}})
}

// stale is how many of some ties were not in the first answer after they were written, or still in the first after they were taken back.
func (b *bed) stale(ctx context.Context) (missed int, err error) {
	b.options.say("looking whether a write is in the next answer …")
	random := rand.New(rand.NewPCG(11, 12))
	for range b.effort.least {
		contact, user := id("con", b.network.subject(random).contact), b.network.person(b.network.contacts()+random.IntN(b.network.users))
		introduces := func() (bool, error) {
			var answer struct {
				Paths []struct {
					Introducer struct {
						ID string `json:"id"`
					} `json:"introducer"`
				} `json:"paths"`
			}
			err := b.call(ctx, http.MethodGet, b.base+api+"/contacts/"+contact+"/advocate-paths?maxHops=1&limit=2000", nil, &answer)
			var ids []string
			for _, p := range answer.Paths {
				ids = append(ids, p.Introducer.ID)
			}
			return slices.Contains(ids, user), err
		}
		if before, err := introduces(); err != nil || before {
			if err != nil {
				return 0, err
			}
			continue // they are tied anyway
		}
		var tie struct {
			ID string `json:"id"`
		}
		body := fmt.Sprintf(`{"personA": %q, "personB": %q, "level": "strong"}`, contact, user)
		if err := b.call(ctx, http.MethodPut, b.base+api+"/ties", strings.NewReader(body), &tie); err != nil {
			return 0, err
		}
		written, err := introduces()
		if err != nil {
			return 0, err
		}
		if err := b.call(ctx, http.MethodDelete, b.base+api+"/ties/"+tie.ID, nil, nil); err != nil {
			return 0, err
		}
		after, err := introduces()
		if err != nil {
			return 0, err
		}
		if !written || after {
			missed++
		}
	}
	return missed, nil
}
