package openid

import (
	"fmt"
	"slices"
	"strings"
)

// Rules say what claims come to: the first that holds counts.
type Rules []rule

// rule gives a role or a unit to whom the provider says a claim of; without a claim to everybody.
type rule struct{ name, claim, value string }

// ParseRules reads rules of the forms NAME:CLAIM=VALUE and NAME.
func ParseRules(texts []string) (Rules, error) {
	var rules Rules
	for _, text := range texts {
		name, condition, conditional := strings.Cut(text, ":")
		claim, value, equal := strings.Cut(condition, "=")
		if name == "" || conditional && (claim == "" || !equal) {
			return nil, fmt.Errorf("the rule %q is neither of the form NAME:CLAIM=VALUE nor of the form NAME", text)
		}
		rules = append(rules, rule{name, claim, value})
	}
	return rules, nil
}

// first is what the first rule gives that holds for claims, or empty.
func (rules Rules) first(claims map[string]any) string {
	for _, r := range rules {
		if r.claim == "" || says(claims[r.claim], r.value) {
			return r.name
		}
	}
	return ""
}

// says reports whether a claim has a value, alone or among others.
func says(claim any, value string) bool {
	if list, is := claim.([]any); is {
		return slices.ContainsFunc(list, func(one any) bool { return says(one, value) })
	}
	return claim != nil && fmt.Sprint(claim) == value
}
