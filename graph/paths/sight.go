package paths

import (
	"slices"
	"strings"
)

// Sight is who asks a question, and whom the asker sees, by what people belong to: nil is everybody, an empty list nobody.
type Sight struct {
	Name     string   // the asker sees the private ties that name it; empty sees none
	All      bool     // users who are closed to others, too
	Contacts []string // a contact is seen who belongs to one of these
	Users    []string // a tie of users counts where one of them belongs to one of these: the connections of the asker
}

// sighted remembers, for one question, which belongings are among those that the asker sees.
type sighted struct {
	Sight
	contacts, users map[string]bool // nil: all
	known           []uint8         // by belongings: not looked at, seen, hidden; contacts and users have none in common
}

const (
	isSeen   = 1
	isHidden = 2
)

func (s *snapshot) sight(of Sight) sighted {
	sight := sighted{Sight: of, contacts: setOf(of.Contacts), users: setOf(of.Users)}
	if sight.contacts != nil || sight.users != nil {
		sight.known = make([]uint8, 2*len(s.belongings.lists))
	}
	return sight
}

func setOf(keys []string) map[string]bool {
	if keys == nil {
		return nil
	}
	set := make(map[string]bool, len(keys))
	for _, key := range keys {
		set[key] = true
	}
	return set
}

// hides tells of a contact whom the asker does not see; users are seen by all.
func (r *run) hides(person uint32) bool {
	return r.sight.contacts != nil && r.flags(person)&isUser == 0 && r.isBeyond(r.sight.contacts, 2*r.belongsTo(person))
}

// bars tells of the tie between two people that it does not count for the asker: it is users' of whom none is among the asker's connections.
func (r *run) bars(a, b uint32) bool {
	if r.sight.users == nil {
		return false
	}
	ours := false
	for _, person := range [2]uint32{a, b} {
		if r.flags(person)&isUser != 0 {
			if ours = true; !r.isBeyond(r.sight.users, 2*r.belongsTo(person)+1) {
				return false
			}
		}
	}
	return ours
}

// isBeyond tells that a list of belongings has none of what the asker sees, and remembers it at a place: the list's for contacts, or the next for users.
func (r *run) isBeyond(sees map[string]bool, at uint32) bool {
	if r.sight.known[at] == 0 {
		r.sight.known[at] = isHidden
		for _, key := range r.belongings.lists[at/2] {
			if sees[key] {
				r.sight.known[at] = isSeen
			}
		}
	}
	return r.sight.known[at] == isHidden
}

// out tells who is not in the middle of a path: who is left out of the question, and who is hidden.
func (r *run) out(person uint32) bool { return r.skipped.has(person) || r.hides(person) }

// belongings are the lists that people belong to, each once: there are few for many people. Lists are only ever added, by whoever makes the
// next snapshot; an older snapshot has fewer.
type belongings struct {
	lists   [][]string
	numbers map[string]uint32 // by the joined list
}

func newBelongings() belongings {
	return belongings{lists: [][]string{nil}, numbers: map[string]uint32{"": 0}}
}

// number is that of a list, which it adds where there is none like it.
func (b *belongings) number(keys []string) uint32 {
	joined := strings.Join(keys, " ")
	number, known := b.numbers[joined]
	if !known {
		number = uint32(len(b.lists))
		b.numbers[strings.Clone(joined)] = number
		b.lists = append(b.lists, slices.Clone(keys))
	}
	return number
}
