package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Health is how well a deal's buying centre supports us.
type Health struct {
	Rating       string   `json:"rating" enums:"red,amber,green"`
	Reasons      []Reason `json:"reasons"`
	MissingRoles []string `json:"missingRoles"` // required ones that nobody has
}

// Reason is one thing that speaks against a deal's health, in words that name the people.
type Reason struct {
	Code       string   `json:"code" enums:"noKeyPlayerSupports,noDeciderSupports,keyPlayerAgainst,missingRole,singleThread,unknownAttitude"`
	Text       string   `json:"text" example:"Our support hangs on Eva Malá alone: nobody else of us knows Jana Novotná."`
	ContactIDs []string `json:"contactIds"`
}

// Ratings of a deal's health, the worst first.
const (
	red   = "red"
	amber = "amber"
	green = "green"
)

// Codes of reasons.
const (
	noKeyPlayerSupports = "noKeyPlayerSupports"
	noDeciderSupports   = "noDeciderSupports"
	keyPlayerAgainst    = "keyPlayerAgainst"
	missingRole         = "missingRole"
	singleThread        = "singleThread"
	unknownAttitude     = "unknownAttitude"
)

// DefaultRequiredRoles are the buying roles that a healthy deal has.
func DefaultRequiredRoles() []string { return []string{"decisionMaker", "economicBuyer", "champion"} }

// stake is what a deal's health looks at of a member.
type stake struct {
	contactID, name string
	roles           []string
	attitude        *string // in the deal; the general one says nothing of it
	politicalStatus *string
	influence       *int
	ties            []OurTie
}

// compare puts key players first, then orders by influence, the unknown last, by name and by id.
func (s *stake) compare(other *stake) int {
	return cmp.Or(
		trueFirst(s.keyPlayer(), other.keyPlayer()),
		cmp.Compare(weight(other.influence), weight(s.influence)),
		strings.Compare(fold(s.name), fold(other.name)),
		strings.Compare(s.contactID, other.contactID),
	)
}

// weight is an influence for ordering, 0 where it is not known.
func weight(influence *int) int {
	if influence == nil {
		return 0
	}
	return *influence
}

func (s *stake) has(roles ...string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(s.roles, role) })
}

// keyPlayer: a decision maker, approver or economic buyer, or somebody in the inner circle.
func (s *stake) keyPlayer() bool {
	return s.has("decisionMaker", "approver", "economicBuyer") || isOneOf(s.politicalStatus, "innerCircle")
}

func (s *stake) decides() bool  { return s.has("decisionMaker", "approver") }
func (s *stake) supports() bool { return isOneOf(s.attitude, "supporter", "mentor") }
func (s *stake) against() bool  { return isOneOf(s.attitude, "nonSupporter", "enemy") }

func isOneOf(value *string, values ...string) bool {
	return value != nil && slices.Contains(values, *value)
}

// health judges a buying centre. Red: no key player supports us. Green: a decision maker or approver does, no required role is missing,
// and no key player is against us. Amber: the rest. Reasons are in the order in which they weigh.
func health(members []stake, required []string) Health {
	h := Health{Reasons: []Reason{}, MissingRoles: []string{}}
	which := func(fits func(*stake) bool) (some []stake) {
		for i := range members {
			if fits(&members[i]) {
				some = append(some, members[i])
			}
		}
		return some
	}
	say := func(code string, people []stake, format string, words ...any) {
		ids := []string{}
		for _, person := range people {
			ids = append(ids, person.contactID)
		}
		h.Reasons = append(h.Reasons, Reason{Code: code, Text: fmt.Sprintf(format, words...), ContactIDs: ids})
	}

	keyPlayers := which((*stake).keyPlayer)
	deciders := which((*stake).decides)
	supporting := slices.ContainsFunc(keyPlayers, func(s stake) bool { return s.supports() })
	deciderSupports := slices.ContainsFunc(deciders, func(s stake) bool { return s.supports() })
	switch {
	case supporting && deciderSupports:
	case supporting && len(deciders) == 0:
		say(noDeciderSupports, nil, "No decision maker or approver is known.")
	case supporting:
		say(noDeciderSupports, deciders, "No decision maker or approver supports us: %s.", listed(namesOf(deciders), " and "))
	case len(members) == 0:
		say(noKeyPlayerSupports, nil, "Nobody is in the buying centre yet.")
	case len(keyPlayers) == 0:
		say(noKeyPlayerSupports, nil, "No key player is known: nobody is decision maker, approver or economic buyer, or in the inner circle.")
	default:
		say(noKeyPlayerSupports, keyPlayers, "No key player supports us: %s.", listed(namesOf(keyPlayers), " and "))
	}

	against := which(func(s *stake) bool { return s.keyPlayer() && s.against() })
	if len(against) > 0 {
		var each []string
		for _, s := range against {
			each = append(each, s.name+map[bool]string{true: " is against us", false: " is doubtful"}[isOneOf(s.attitude, "enemy")])
		}
		say(keyPlayerAgainst, against, "%s.", strings.Join(each, ", "))
	}
	for _, role := range required {
		if !slices.ContainsFunc(members, func(s stake) bool { return s.has(role) }) {
			h.MissingRoles = append(h.MissingRoles, role)
			say(missingRole, nil, "Nobody is known as %s.", inWords(role))
		}
	}
	known := which(func(s *stake) bool { return s.supports() && len(s.ties) > 0 })
	if user, alone := onlyUser(known); alone {
		say(singleThread, known, "Our support hangs on %s alone: nobody else of us knows %s.", user, listed(namesOf(known), " or "))
	}
	if unknown := which(func(s *stake) bool { return s.attitude == nil }); len(unknown) > 0 {
		say(unknownAttitude, unknown, "What %s of us is not known.", thinks(namesOf(unknown)))
	}

	switch {
	case !supporting:
		h.Rating = red
	case deciderSupports && len(h.MissingRoles) == 0 && len(against) == 0:
		h.Rating = green
	default:
		h.Rating = amber
	}
	return h
}

// onlyUser is the name of the one user of ours on whom all ties to these people rest.
func onlyUser(people []stake) (name string, alone bool) {
	users := map[string]string{}
	for _, person := range people {
		for _, tie := range person.ties {
			users[tie.UserID] = tie.UserName
		}
	}
	for _, only := range users {
		name = only
	}
	return name, len(users) == 1
}

// worse says whether a rating is worse than another.
func worse(a, b string) bool {
	order := []string{red, amber, green}
	return slices.Index(order, a) < slices.Index(order, b)
}

func thinks(names []string) string {
	if len(names) == 1 {
		return names[0] + " thinks"
	}
	return listed(names, " and ") + " think"
}

func namesOf(people []stake) []string {
	names := make([]string, len(people))
	for i := range people {
		names[i] = people[i].name
	}
	return names
}

// listed is names as a sentence lists them: "Ann, Bob and Cid".
func listed(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + last + names[len(names)-1]
}

// inWords is a value of a closed list as people say it: "economic buyer".
func inWords(value string) string {
	var text strings.Builder
	for _, r := range value {
		if unicode.IsUpper(r) {
			text.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		text.WriteRune(r)
	}
	return text.String()
}
