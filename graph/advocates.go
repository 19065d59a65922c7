package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var advocates = cypher.Must("read/advocates")

// Advocates are people who can speak for us, the best first.
type Advocates struct {
	Items []Advocate `json:"items"`
}

// Advocate is somebody who can speak for us, how well, and with whom.
//
// The score is the sum of five factors, each a value from 0 to 1 times its weight:
//
//	factor     weight  value
//	attitude     .35   mentor 1, supporter .75, neutral .4, not known .3, nonSupporter 0
//	tie          .25   strength of the strongest tie to an active user of ours
//	seniority    .15   1 / (1 + seats above theirs); 0 for a seat without a line
//	influence    .15   influence on the deal, out of 5
//	wonDeals     .10   deals won with them, up to three, out of 3
//
// Enemies and blockers do not speak for us at all and are left out.
type Advocate struct {
	Person   Person   `json:"person"`
	Score    float64  `json:"score" example:"0.74"` // 0 to 1
	Factors  []Factor `json:"factors"`
	CanReach []Reach  `json:"canReach"` // key players of the deal or, without one, of the account's open deals
}

// Factor is one part of an advocate's score.
type Factor struct {
	Kind  string  `json:"kind" enums:"attitude,tie,seniority,influence,wonDeals"`
	Value float64 `json:"value" example:"0.75"` // 0 to 1
	Share float64 `json:"share" example:"0.4"`  // its part of the score, 0 to 1
	Text  string  `json:"text"`
}

// Reach is a key player whom an advocate reaches, and how.
type Reach struct {
	Person   Person   `json:"person"`
	Via      string   `json:"via" enums:"reportsTo,influences,knows"`
	Strength *float64 `json:"strength" field:"ties.strength,influences.weight"` // of the tie, or the influence's weight out of 5; null is not known
}

// AdvocatesOptions say which advocates are asked for.
type AdvocatesOptions struct {
	OpportunityID string // the deal that they are to speak for us in
	AsOf          *Date  // the day asked about; today where nil
	Outside       bool   // consultants, alumni and people of parent, child and sister accounts too
}

// advocatesRow is what the statement advocates answers.
type advocatesRow struct {
	OpportunityFound bool       `json:"opportunityFound"`
	People           []standing `json:"people"`
	KeyPlayers       []Person   `json:"keyPlayers" field:"buyingCenterMembers.roles"`
}

// standing is what somebody's score rests on.
type standing struct {
	Person    Person  `json:"person"`
	Attitude  *string `json:"attitude" field:"contacts.attitude,buyingCenterMembers.attitude"`
	Influence *int    `json:"influence" field:"buyingCenterMembers.influence"`
	Tie       *OurTie `json:"tie" field:"ties"`
	Level     *int    `json:"level" field:"positions"` // seats above
	Won       int     `json:"won" field:"buyingCenterMembers,opportunities.status"`
	Reach     []struct {
		ID       string   `json:"id"`
		Via      string   `json:"via"`
		Strength *float64 `json:"strength"`
	} `json:"reach" field:"buyingCenterMembers.roles"`
}

// Advocates answers who in and around an account can speak for us, ordered by score, then name, then id. NotFound: the account or the deal.
func (g *Graph) Advocates(ctx context.Context, v access.Viewer, accountID string, o AdvocatesOptions) (Advocates, error) {
	rows, err := store.Read[advocatesRow](ctx, g.store, advocates,
		v.Sees(map[string]any{"id": accountID, "opportunityId": o.OpportunityID, "outside": o.Outside, "asOf": g.asOf(o.AsOf),
			"seats": !v.Hides(access.Positions, ""), "relations": !v.Hides(access.Relations, ""), "influences": !v.Hides(access.Influences, "")}))
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return Advocates{}, err
	}
	if o.OpportunityID != "" && !row.OpportunityFound {
		return Advocates{}, problem.NotFound("opportunity", o.OpportunityID)
	}
	keyPlayers := map[string]Person{}
	for _, person := range row.KeyPlayers {
		keyPlayers[person.ID] = person
	}
	answer := Advocates{Items: make([]Advocate, 0, len(row.People))}
	for _, s := range row.People {
		answer.Items = append(answer.Items, s.advocate(keyPlayers))
	}
	slices.SortFunc(answer.Items, func(a, b Advocate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Person.Name, b.Person.Name), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return answer, nil
}

// compareStrengths orders by strength, what is not known below all others.
func compareStrengths(a, b *float64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

var attitudeValue = map[string]float64{"mentor": 1, "supporter": .75, "neutral": .4, "nonSupporter": 0}

const unknownAttitudeValue = .3

var attitudeText = map[string]string{
	"mentor": "Is a mentor of ours", "supporter": "Supports us", "neutral": "Is neutral", "nonSupporter": "Does not support us",
}

// advocate scores a standing, as Advocate says.
func (s standing) advocate(keyPlayers map[string]Person) Advocate {
	weights := []float64{.35, .25, .15, .15, .10}
	a := Advocate{Person: s.Person, Factors: []Factor{s.attitude(), s.tie(), s.seniority(), s.influence(), s.wonDeals()}, CanReach: make([]Reach, 0, len(s.Reach))}
	for i, f := range a.Factors {
		a.Score += weights[i] * f.Value
	}
	for i := range a.Factors {
		if a.Score > 0 {
			a.Factors[i].Share = weights[i] * a.Factors[i].Value / a.Score
		}
	}
	for _, r := range s.Reach {
		a.CanReach = append(a.CanReach, Reach{Person: keyPlayers[r.ID], Via: r.Via, Strength: r.Strength})
	}
	way := func(x, y Reach) int {
		return cmp.Or(cmp.Compare(x.Person.Name, y.Person.Name), cmp.Compare(x.Person.ID, y.Person.ID), cmp.Compare(x.Via, y.Via))
	}
	// Somebody may influence the same key player more than once, in general and for the deal: the heaviest influence shows.
	slices.SortFunc(a.CanReach, func(x, y Reach) int { return cmp.Or(way(x, y), compareStrengths(y.Strength, x.Strength)) })
	a.CanReach = slices.CompactFunc(a.CanReach, func(x, y Reach) bool { return way(x, y) == 0 })
	return a
}

func (s standing) attitude() Factor {
	f := Factor{Kind: "attitude", Value: unknownAttitudeValue, Text: "Attitude not known"}
	if s.Attitude != nil {
		f.Value, f.Text = attitudeValue[*s.Attitude], attitudeText[*s.Attitude]
	}
	return f
}

func (s standing) tie() Factor {
	switch {
	case s.Tie == nil:
		return Factor{Kind: "tie", Text: "Known to none of us"}
	case s.Tie.Strength == nil:
		return Factor{Kind: "tie", Text: fmt.Sprintf("Known to %s; how well is not known", s.Tie.UserName)}
	}
	return Factor{Kind: "tie", Value: *s.Tie.Strength, Text: fmt.Sprintf("Known to %s, strength %s", s.Tie.UserName, shortNumber(*s.Tie.Strength))}
}

func (s standing) seniority() Factor {
	switch {
	case s.Level == nil:
		return Factor{Kind: "seniority", Text: "Place in the chart not known"}
	case *s.Level == 0:
		return Factor{Kind: "seniority", Value: 1, Text: "At the top of the chart"}
	}
	return Factor{Kind: "seniority", Value: 1 / float64(1+*s.Level), Text: fmt.Sprintf("%s below the top", counted(*s.Level, "level"))}
}

func (s standing) influence() Factor {
	if s.Influence == nil {
		return Factor{Kind: "influence", Text: "Influence not known"}
	}
	return Factor{Kind: "influence", Value: float64(*s.Influence) / 5, Text: fmt.Sprintf("Influence %d of 5", *s.Influence)}
}

func (s standing) wonDeals() Factor {
	if s.Won == 0 {
		return Factor{Kind: "wonDeals", Text: "No deal won with them yet"}
	}
	return Factor{Kind: "wonDeals", Value: float64(min(s.Won, 3)) / 3, Text: fmt.Sprintf("Took part in %s that we won", counted(s.Won, "deal"))}
}

// counted is a number with its noun: "1 deal", "2 deals".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
