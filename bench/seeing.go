package bench

import (
	"context"
	"maps"
	"regexp"

	"kith/access"
	"kith/cypher"
)

// usersOf is how many users a unit has; all units but the first are below that.
const usersOf = 10

func (n *network) units() int { return max(2, n.users/usersOf) }

func (n *network) unitOf(user int) int { return user % n.units() }

// rep sees every record, and none without a look: as a member of the first unit, by the list of all units.
func (n *network) rep() access.Viewer {
	rights := access.Builtin()["rep"]
	v := access.Viewer{UserID: n.person(n.contacts()), Units: []string{id("unt", 0)}, Rights: &rights}
	for unit := range n.units() {
		v.Below = append(v.Below, id("unt", unit))
	}
	return v
}

// asks is every place where a statement asks whether its viewer sees all.
var asks = regexp.MustCompile(`\$` + cypher.Sending + `\.sees\w+ IS NULL`)

// unfiltered is a statement that does not ask what its viewer sees: Neo4j drops what is true or something before it plans.
func unfiltered(s statement) statement {
	s.Sent = asks.ReplaceAllString(s.Sent, "true")
	return s
}

// filtered is a statement as the viewer sends it.
func filtered(s statement, v access.Viewer) statement {
	s.parameters = s.Take(v.Sees(maps.Clone(s.parameters)))
	return s
}

// seeing are a question's two sides without and with a look at what the viewer sees, who sees everything. Where statements cannot be sent as they are,
// the graph is asked, by the system and by the viewer.
func (b *bed) seeing(q question) []side {
	viewer := b.network.rep()
	if q.raw == nil {
		return []side{
			{"unfiltered", func(ctx context.Context, s subject) error { return q.ask(ctx, b.graph, access.System(), s) }},
			{"filtered", func(ctx context.Context, s subject) error { return q.ask(ctx, b.graph, viewer, s) }},
		}
	}
	each := func(change func(statement) statement) func(context.Context, subject) error {
		return func(ctx context.Context, s subject) error {
			statements := q.raw(s)
			for i := range statements {
				statements[i] = change(statements[i])
			}
			return b.raw(ctx, statements)
		}
	}
	return []side{
		{"unfiltered", each(unfiltered)},
		{"filtered", each(func(s statement) statement { return filtered(s, viewer) })},
	}
}
