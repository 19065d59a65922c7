package demo

import "slices"

// member is somebody's part in a deal's buying centre.
type member struct {
	span
	contact                                *person
	roles                                  []string
	attitude, politicalStatus              string
	coverage, decisionOrientation, comment string
	influence                              int // 1..5, 0 not known
}

// outlook is how a deal stands; it decides which roles are filled and who is for us. The ratings are those of a deal's health:
// red without a supporter among the key players, green with one who decides, all roles filled and no key player against us.
type outlook struct{ red, green bool }

func (s *sample) gatherBuyers() {
	d := s.dice("buyers")
	advisers := s.advisers()
	for _, dl := range s.deals {
		dl.members = s.buyers(d, dl, advisers)
	}
}

func (s *sample) buyers(d dice, dl *deal, advisers []*person) []*member {
	var insiders []*person
	for _, j := range dl.account.staffed(dl.ended(s.today) - 1) {
		if j.holder.user == nil && !slices.Contains(insiders, j.holder) {
			insiders = append(insiders, j.holder)
		}
	}
	// the upper half decides; a large company's board does not sit in every deal
	insiders = draw(d, insiders[:min(len(insiders), max(8, len(insiders)/3))], d.between(4, 9))
	view := throw(d, outlooks[dl.status])
	var members []*member
	for i, p := range insiders {
		members = append(members, s.member(d, dl, p, view.roles(d, i), view))
	}
	if len(advisers) > 0 && d.chance(.3) {
		if p := pick(d, advisers); !slices.Contains(insiders, p) {
			members = append(members, s.member(d, dl, p, []string{throw(d, []odds[string]{{2, "influencer"}, {1, "evaluator"}, {1, "coach"}})}, view))
		}
	}
	return members
}

var outlooks = map[string][]odds[outlook]{
	"open": {{3, outlook{green: true}}, {4, outlook{}}, {3, outlook{red: true}}},
	"won":  {{6, outlook{green: true}}, {3, outlook{}}, {1, outlook{red: true}}},
	"lost": {{1, outlook{green: true}}, {4, outlook{}}, {5, outlook{red: true}}},
}

// roles of the n-th member: the first few fill the roles that count, where the outlook lets them be filled.
func (o outlook) roles(d dice, n int) []string {
	switch {
	case n == 0 && d.chance(.3):
		return []string{"decisionMaker", "approver"}
	case n == 0:
		return []string{"decisionMaker"}
	case n == 1 && (o.green || d.chance(.6)):
		return []string{"economicBuyer"}
	case n == 2 && (o.green || d.chance(.6)):
		return []string{"champion"}
	}
	first := throw(d, []odds[string]{
		{4, "influencer"}, {4, "user"}, {3, "evaluator"}, {3, "technicalBuyer"}, {1.5, "initiator"}, {1.5, "gatekeeper"},
		{1.5, "coach"}, {1, "legalAndCompliance"}, {1, "blocker"}, {1, "executiveSponsor"}, {.7, "approver"}, {.4, "other"},
	})
	if second := pick(d, []string{"user", "influencer", "evaluator"}); second != first && d.chance(.2) {
		return []string{first, second}
	}
	return []string{first}
}

func (s *sample) member(d dice, dl *deal, p *person, roles []string, view outlook) *member {
	decides := slices.Contains(roles, "decisionMaker")
	inner := decides && d.chance(.6) || d.chance(.08)
	key := inner || decides || slices.Contains(roles, "approver") || slices.Contains(roles, "economicBuyer")
	m := &member{contact: p, roles: roles, coverage: throw(d, coverageOdds), influence: d.between(0, 5)}
	m.since = d.daysBetween(dl.created, min(dl.ended(s.today), dl.created+60)-1)
	m.decisionOrientation = throw(d, []odds[string]{{3, ""}, {2, "financial"}, {2, "technical"}, {1, "relationship"}, {2, "business"}})
	m.politicalStatus = throw(d, []odds[string]{{3, ""}, {3, "outside"}, {4, "politicalStructure"}})
	if inner {
		m.politicalStatus = "innerCircle"
	}
	if decides {
		m.influence = d.between(4, 5)
	}
	switch {
	case slices.Contains(roles, "blocker"):
		m.attitude = pick(d, []string{"enemy", "nonSupporter"})
	case slices.Contains(roles, "champion"), slices.Contains(roles, "coach"):
		m.attitude = pick(d, []string{"supporter", "mentor"})
	case key && view.green && !decides:
		m.attitude = pick(d, []string{"", "neutral", "supporter"})
	case key && view.red:
		m.attitude = pick(d, []string{"", "neutral", "nonSupporter", "enemy"})
	case key:
		m.attitude = pick(d, []string{"supporter", "supporter", "mentor"})
	case d.chance(.65):
		m.attitude = throw(d, attitudeOdds)
	}
	if view.red && key && (m.attitude == "supporter" || m.attitude == "mentor") {
		m.attitude = "neutral"
	}
	if d.chance(.02) {
		m.comment = pick(d, []string{"Wants a reference visit.", "Compares us with two others.", "Signs after the board meeting.", "Asks for a fixed price."})
	}
	return m
}

var coverageOdds = []odds[string]{{2, ""}, {2, "none"}, {3, "brief"}, {3, "multiple"}, {1.5, "inDepth"}}

// advisers are the people of consulting companies, who sit in other companies' deals.
func (s *sample) advisers() []*person {
	var all []*person
	for _, a := range s.accounts {
		if a.industry.name != "Consulting" {
			continue
		}
		for _, j := range a.staffed(s.today) {
			if j.seat.level <= 3 && j.holder.user == nil && j.holder.currentJob(s.today) == j {
				all = append(all, j.holder)
			}
		}
	}
	return all
}
