package graph

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func optional(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}

// who makes a member: a name, an attitude or "", roles.
func who(name, attitude string, roles ...string) stake {
	return stake{contactID: "con_" + name, name: name, attitude: optional(attitude), roles: roles}
}

func (s stake) knownTo(users ...string) stake {
	for _, user := range users {
		s.ties = append(s.ties, OurTie{UserID: "usr_" + user, UserName: user})
	}
	return s
}

func (s stake) inside(status string) stake {
	s.politicalStatus = &status
	return s
}

func TestHealth(t *testing.T) {
	champion := who("Cid", "mentor", "champion")
	buyer := who("Bea", "neutral", "economicBuyer")
	for name, c := range map[string]struct {
		members []stake
		rating  string
		reasons []string
		missing []string
	}{
		"nobody": {nil, red, []string{
			"noKeyPlayerSupports: Nobody is in the buying centre yet. []",
			"missingRole: Nobody is known as decision maker. []", "missingRole: Nobody is known as economic buyer. []", "missingRole: Nobody is known as champion. []",
		}, []string{"decisionMaker", "economicBuyer", "champion"}},
		"a supporter who is no key player": {[]stake{champion, who("Dan", "neutral", "decisionMaker"), buyer}, red, []string{
			"noKeyPlayerSupports: No key player supports us: Dan and Bea. [con_Dan con_Bea]",
		}, []string{}},
		"no key player": {[]stake{champion}, red, []string{
			"noKeyPlayerSupports: No key player is known: nobody is decision maker, approver or economic buyer, or in the inner circle. []",
			"missingRole: Nobody is known as decision maker. []", "missingRole: Nobody is known as economic buyer. []",
		}, []string{"decisionMaker", "economicBuyer"}},
		"decision maker supports": {[]stake{who("Dan", "supporter", "decisionMaker"), buyer, champion}, green, []string{}, []string{}},
		"approver supports":       {[]stake{who("Dan", "neutral", "decisionMaker"), who("Ann", "mentor", "approver"), buyer, champion}, green, []string{}, []string{}},
		"economic buyer supports, who does not decide": {[]stake{who("Dan", "neutral", "decisionMaker"), who("Bea", "supporter", "economicBuyer"), champion}, amber, []string{
			"noDeciderSupports: No decision maker or approver supports us: Dan. [con_Dan]",
		}, []string{}},
		"the inner circle supports": {[]stake{who("Eve", "supporter", "user").inside("innerCircle")}, amber, []string{
			"noDeciderSupports: No decision maker or approver is known. []",
			"missingRole: Nobody is known as decision maker. []", "missingRole: Nobody is known as economic buyer. []", "missingRole: Nobody is known as champion. []",
		}, []string{"decisionMaker", "economicBuyer", "champion"}},
		"a role is missing":  {[]stake{who("Dan", "supporter", "decisionMaker"), buyer}, amber, []string{"missingRole: Nobody is known as champion. []"}, []string{"champion"}},
		"one with two roles": {[]stake{who("Dan", "supporter", "decisionMaker", "economicBuyer", "champion")}, green, []string{}, []string{}},
		"key players against us": {[]stake{who("Dan", "supporter", "decisionMaker"), who("Bea", "enemy", "economicBuyer"), who("Ann", "nonSupporter", "approver"), champion}, amber, []string{
			"keyPlayerAgainst: Bea is against us, Ann is doubtful. [con_Bea con_Ann]",
		}, []string{}},
		"somebody against us who is no key player": {[]stake{who("Dan", "supporter", "decisionMaker"), buyer, champion, who("Eve", "enemy", "blocker")}, green, []string{}, []string{}},
		"one user knows all who support us": {[]stake{who("Dan", "supporter", "decisionMaker").knownTo("Eva"), buyer.knownTo("Fred"), champion.knownTo("Eva")}, green, []string{
			"singleThread: Our support hangs on Eva alone: nobody else of us knows Dan or Cid. [con_Dan con_Cid]",
		}, []string{}},
		"two users know who supports us": {[]stake{who("Dan", "supporter", "decisionMaker").knownTo("Eva", "Fred"), buyer, champion}, green, []string{}, []string{}},
		"unknown attitudes": {[]stake{who("Dan", "supporter", "decisionMaker"), who("Bea", "", "economicBuyer"), champion, who("Eve", "", "user")}, green, []string{
			"unknownAttitude: What Bea and Eve think of us is not known. [con_Bea con_Eve]",
		}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			h := health(c.members, DefaultRequiredRoles())
			said := []string{}
			for _, r := range h.Reasons {
				said = append(said, fmt.Sprintf("%s: %s %v", r.Code, r.Text, r.ContactIDs))
			}
			require.Equal(t, c.rating, h.Rating)
			require.Equal(t, c.reasons, said)
			require.Equal(t, c.missing, h.MissingRoles)
		})
	}
}

// The words of the contract, one after the other, over any buying centre.
func TestHealthIsAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roles := rapid.SampledFrom([]string{"decisionMaker", "approver", "economicBuyer", "champion", "user", "blocker"})
		var members []stake
		for i := range rapid.IntRange(0, 6).Draw(t, "members") {
			m := who(fmt.Sprint(i), rapid.SampledFrom([]string{"", "enemy", "nonSupporter", "neutral", "supporter", "mentor"}).Draw(t, "attitude"),
				rapid.SliceOfN(roles, 0, 3).Draw(t, "roles")...)
			m.politicalStatus = optional(rapid.SampledFrom([]string{"", "outside", "innerCircle"}).Draw(t, "status"))
			members = append(members, m.knownTo(rapid.SliceOfN(rapid.SampledFrom([]string{"Eva", "Fred"}), 0, 2).Draw(t, "ties")...))
		}
		required := rapid.SliceOfNDistinct(roles, 0, 3, rapid.ID).Draw(t, "required")

		keySupports, decides, keyAgainst, unknown := false, false, false, false
		missing, users := slices.Clone(required), map[string]bool{}
		for _, m := range members {
			decider := slices.Contains(m.roles, "decisionMaker") || slices.Contains(m.roles, "approver")
			key := decider || slices.Contains(m.roles, "economicBuyer") || m.politicalStatus != nil && *m.politicalStatus == "innerCircle"
			supports := m.attitude != nil && (*m.attitude == "supporter" || *m.attitude == "mentor")
			keySupports = keySupports || key && supports
			decides = decides || decider && supports
			keyAgainst = keyAgainst || key && m.attitude != nil && (*m.attitude == "enemy" || *m.attitude == "nonSupporter")
			unknown = unknown || m.attitude == nil
			missing = slices.DeleteFunc(missing, func(role string) bool { return slices.Contains(m.roles, role) })
			if supports {
				for _, tie := range m.ties {
					users[tie.UserID] = true
				}
			}
		}
		want := amber
		if !keySupports {
			want = red
		} else if decides && len(missing) == 0 && !keyAgainst {
			want = green
		}

		h := health(members, required)
		require.Equal(t, want, h.Rating)
		require.ElementsMatch(t, missing, h.MissingRoles)
		codes := map[string]bool{}
		for _, reason := range h.Reasons {
			codes[reason.Code] = true
			require.NotNil(t, reason.ContactIDs)
		}
		require.Equal(t, !keySupports, codes[noKeyPlayerSupports])
		require.Equal(t, keySupports && !decides, codes[noDeciderSupports])
		require.Equal(t, keyAgainst, codes[keyPlayerAgainst])
		require.Equal(t, len(missing) > 0, codes[missingRole])
		require.Equal(t, len(users) == 1, codes[singleThread])
		require.Equal(t, unknown, codes[unknownAttitude])
	})
}
