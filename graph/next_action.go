package graph

import (
	"fmt"
	"slices"
)

// NextAction is what the gaps of an account suggest to do next.
type NextAction struct {
	Code          string   `json:"code" enums:"replaceDeparted,findDecider,meetKeyPlayer,secondThread,askAttitude,winSupport,getInTouch"`
	Text          string   `json:"text" example:"Get to know Jana Novotná, decision maker in Renewal: none of us does."`
	ContactIDs    []string `json:"contactIds"`
	OpportunityID *string  `json:"opportunityId"`
}

// nextAction is the first of these that an account gives reason for, in the deal of most value: find out who follows a key player who left; who
// decides; get to know a key player whom none of us knows; let a second one of us know those on whom our support hangs; ask what a key player
// thinks of us; win one over; get in touch again.
func nextAction(open []judgedDeal, s AccountSummary) *NextAction {
	for _, alert := range s.Alerts {
		if alert.Code == "departedKeyPlayer" {
			return &NextAction{Code: "replaceDeparted", Text: alert.Text + " Find out who follows.", ContactIDs: alert.ContactIDs, OpportunityID: alert.OpportunityID}
		}
	}
	for _, suggest := range []func(*judgedDeal) *NextAction{findDecider, meetKeyPlayer, secondThread, askAttitude, winSupport} {
		for i := range open {
			if action := suggest(&open[i]); action != nil {
				action.OpportunityID = &open[i].ID
				return action
			}
		}
	}
	for _, alert := range s.Alerts {
		if alert.Code == "noContact" {
			return &NextAction{Code: "getInTouch", Text: "Get in touch. " + alert.Text, ContactIDs: []string{}}
		}
	}
	return nil
}

func findDecider(d *judgedDeal) *NextAction {
	if slices.ContainsFunc(d.stakes, func(s stake) bool { return s.decides() }) {
		return nil
	}
	return &NextAction{Code: "findDecider", Text: fmt.Sprintf("Find out who decides in %s: no decision maker or approver is known.", d.Name), ContactIDs: []string{}}
}

func meetKeyPlayer(d *judgedDeal) *NextAction {
	for _, s := range d.stakes {
		if s.keyPlayer() && len(s.ties) == 0 {
			return &NextAction{Code: "meetKeyPlayer", Text: fmt.Sprintf("Get to know %s, %s in %s: none of us does.", s.name, s.part(), d.Name), ContactIDs: []string{s.contactID}}
		}
	}
	return nil
}

func secondThread(d *judgedDeal) *NextAction {
	for _, reason := range d.health.Reasons {
		if reason.Code == singleThread {
			return &NextAction{Code: "secondThread", Text: fmt.Sprintf("Bring a second one of us into %s. %s", d.Name, reason.Text), ContactIDs: reason.ContactIDs}
		}
	}
	return nil
}

func askAttitude(d *judgedDeal) *NextAction {
	for _, s := range d.stakes {
		if s.keyPlayer() && s.attitude == nil {
			return &NextAction{Code: "askAttitude", Text: fmt.Sprintf("Find out what %s, %s in %s, thinks of us.", s.name, s.part(), d.Name), ContactIDs: []string{s.contactID}}
		}
	}
	return nil
}

func winSupport(d *judgedDeal) *NextAction {
	var against []string
	for _, s := range d.stakes {
		switch {
		case s.keyPlayer() && s.supports():
			return nil
		case s.keyPlayer():
			against = append(against, s.contactID)
		}
	}
	return &NextAction{Code: "winSupport", Text: fmt.Sprintf("Win a key player over in %s: none supports us.", d.Name), ContactIDs: against}
}

// part is what a key player is in a deal, in words.
func (s *stake) part() string {
	for _, role := range []string{"decisionMaker", "approver", "economicBuyer"} {
		if s.has(role) {
			return inWords(role)
		}
	}
	return "close to the decision"
}
