package graph

import (
	"maps"
	"slices"

	"kith/access"
)

// usersIn are our users who take part in interactions, or took part before, where it matters whose they are.
func usersIn(v access.Viewer, held map[interactionKey]RecordedInteraction, items []RecordedInteraction) []string {
	var users []string
	if v.Rights == nil {
		return nil
	}
	for _, i := range slices.Concat(items, slices.Collect(maps.Values(held))) {
		users = append(users, i.users()...)
	}
	return users
}

// mayRecord tells which interactions a viewer may record: those of users whom their level reaches, by whom these belong to. One in which none of our
// users took part is nobody's.
func mayRecord(v access.Viewer, belongs map[string][]string) func(RecordedInteraction) bool {
	level := v.Level(access.Interactions, access.Write)
	return func(i RecordedInteraction) bool {
		return level == access.All || slices.ContainsFunc(i.users(), func(id string) bool { return v.MayChange(level, belongs[id]) })
	}
}

// users are our own people whose it is: who took part, and from whose mailbox it comes.
func (i RecordedInteraction) users() []string {
	var users []string
	if i.Mailbox != "" {
		users = append(users, i.Mailbox)
	}
	for _, p := range i.Parts {
		if personKind(p.PersonID) == "user" {
			users = append(users, p.PersonID)
		}
	}
	return users
}
