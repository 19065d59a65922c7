package graph

import (
	"context"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	teamHeld   = cypher.Must("read/team_held")
	teamChange = cypher.Must("write/team_change")
)

// Closed lists of a team.
var (
	teamParts  = []string{"accountManager", "sales", "presales", "customerSuccess", "executive", "other"}
	teamAccess = []string{"read", "write"}
)

// TeamChange is what a user does in a team, and since when.
type TeamChange struct {
	As     *string        `json:"as" enums:"accountManager,sales,presales,customerSuccess,executive,other"`
	Access *string        `json:"access" enums:"read,write"`
	Since  Optional[Date] `json:"since" swaggertype:"string" format:"date"` // absent: today; null: always
	Until  *Date          `json:"until" swaggertype:"string" format:"date"`
}

// TeamMember is a user of ours in the team around an account or opportunity.
type TeamMember struct {
	Dated
	UserID string  `json:"userId"`
	As     *string `json:"as"`
	Access *string `json:"access"`
}

type teamState struct {
	As     *string `json:"as"`
	Access *string `json:"access"`
}

// PutTeamMember puts a user into the team around an account or opportunity, of kind "account" or "opportunity".
func (g *Graph) PutTeamMember(ctx context.Context, v access.Viewer, kind, id, userID string, c TeamChange) (TeamMember, error) {
	today := g.Today()
	since := c.Since.Or(&today)
	var f faults
	f.listed("/as", c.As, teamParts)
	f.listed("/access", c.Access, teamAccess)
	f.span(since, c.Until)
	if err := f.err(); err != nil {
		return TeamMember{}, err
	}
	var put stretch[teamState]
	err := g.changeTeam(ctx, v, kind, id, userID, func(t *timeline[teamState]) error {
		put = t.set(NewID(prefixRelation), teamState{c.As, c.Access}, since, c.Until, g.Now())
		return nil
	})
	return TeamMember{Dated: put.Dated, UserID: userID, As: c.As, Access: c.Access}, err
}

// DeleteTeamMember ends a user's place in a team on a day, nil is today; one that began on it or after goes away.
func (g *Graph) DeleteTeamMember(ctx context.Context, v access.Viewer, kind, id, userID string, until *Date) error {
	on := g.asOf(until)
	return g.changeTeam(ctx, v, kind, id, userID, func(t *timeline[teamState]) error {
		if len(t.was) == 0 {
			return problem.NotFound("team member", userID)
		}
		t.end(&on, g.Now())
		return nil
	})
}

func (g *Graph) changeTeam(ctx context.Context, v access.Viewer, kind, id, userID string, change func(*timeline[teamState]) error) error {
	if !isID(kind, id) {
		return problem.NotFound(kind, id)
	}
	if personKind(userID) != "user" {
		return problem.NotFound("user", userID)
	}
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		missing, err := takeLocks(ctx, tx, id, userID)
		switch {
		case err != nil:
			return err
		case len(missing) > 0 && missing[0] == id:
			return problem.NotFound(kind, id)
		case len(missing) > 0:
			return problem.NotFound("user", userID)
		}
		t, err := recorded(ctx, tx, teamHeld, map[string]any{"id": id, "userId": userID}, func(teamState) bool { return true })
		if err != nil {
			return err
		}
		if err := change(t); err != nil {
			return err
		}
		var d difference
		t.add(&d, v, "WORKS_ON", func(teamState) map[string]any { return map[string]any{"on": id} },
			func(teamState) (from, to string) { return userID, id },
			func(s teamState) map[string]any { return map[string]any{"as": s.As, "access": s.Access} })
		return d.write(ctx, tx, teamChange, map[string]any{"userId": userID})
	})
}

// isID reports whether an id is one of an account or an opportunity, by its prefix.
func isID(kind, id string) bool {
	prefix := map[string]string{"account": prefixAccount, "opportunity": prefixOpportunity}[kind]
	return strings.HasPrefix(id, prefix+"_")
}
