package graph

import (
	"fmt"
	"slices"
)

// Gap is something about a contact that is not known, in words.
type Gap struct {
	Code string `json:"code" enums:"noEmail,noPhone,noPosition,noTitle,notPlaced,noManager,noRole,unknownAttitude,unknownInfluence,nobodyKnows,noContact"`
	Text string `json:"text" example:"None of us knows Jana Novotná."`
}

// gaps are what is not known yet of a contact: how to reach them, where they sit, what they are in the deal asked for, who knows them.
func (b *Brief) gaps(seat *briefSeatRow, dealID string) []Gap {
	gaps := []Gap{}
	say := func(missing bool, code, format string, words ...any) {
		if missing {
			gaps = append(gaps, Gap{Code: code, Text: fmt.Sprintf(format, words...)})
		}
	}
	name := b.Person.Name
	say(len(b.Emails) == 0, "noEmail", "No e-mail address of %s is known.", name)
	say(len(b.Phones) == 0, "noPhone", "No phone number of %s is known.", name)
	say(seat == nil, "noPosition", "Where %s works is not known.", name)
	if seat != nil {
		say(seat.Title == nil, "noTitle", "What %s does at %s is not known.", name, seat.Account.Name)
		say(!seat.Placed && seat.HasChart, "notPlaced", "Where %s stands in the chart of %s is not known.", name, seat.Account.Name)
		if len(b.Chain) > 0 && len(b.Chain[0].Holders) == 0 {
			manager := b.Chain[0]
			say(manager.Vacant, "noManager", "The seat above %s is vacant: %s.", name, seatName(manager.Title))
			say(!manager.Vacant, "noManager", "Who sits above %s is not known: %s.", name, seatName(manager.Title))
		}
	}
	attitude := b.Attitude
	for _, part := range b.Involvements {
		if dealID == "" && attitude == nil && (span{part.Since, part.Until}).holds(b.AsOf) {
			attitude = part.Attitude
		}
	}
	switch {
	case dealID == "":
		say(attitude == nil, "unknownAttitude", "What %s thinks of us is not known.", name)
	case b.InDeal == nil:
		say(true, "noRole", "%s has no part in the deal yet.", name)
	default:
		say(len(b.InDeal.Roles) == 0, "noRole", "What %s is in the deal is not known.", name)
		say(b.InDeal.Attitude == nil, "unknownAttitude", "What %s thinks of us in the deal is not known.", name)
		say(b.InDeal.Influence == nil, "unknownInfluence", "How much weight %s has in the deal is not known.", name)
	}
	say(len(b.KnownBy) == 0, "nobodyKnows", "None of us knows %s.", name)
	say(b.LastContact == nil && !slices.ContainsFunc(b.KnownBy, func(t BriefTie) bool { return t.LastQuarter != nil }), "noContact", "No contact with %s is known.", name)
	return gaps
}
