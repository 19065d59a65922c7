package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"kith/graph/store"
)

// phrases are what relationships say, from one end to the other.
var phrases = map[string]string{
	"HOLDS": "%s holds the position %s", "REPORTS_TO": "%s reports to %s", "SUBSIDIARY_OF": "%s is a subsidiary of %s",
	"INCLUDES": "%s includes %s", "INVOLVED_IN": "%s is in the buying centre of %s", "WORKS_ON": "%s is in the team of %s",
	"INFLUENCES": "%s influences %s", "RELATED_TO": "%s is related to %s", "TIE_SOURCE": "%s and %s know each other",
}

// sentence says an item in words: who did what.
func (i AuditItem) sentence(names map[string]string) string {
	var clauses []string
	record, known := names[i.RecordID]
	what := words(i.Kind)
	if known {
		what = "the " + what + " " + cmp.Or(record, i.RecordID)
	} else {
		what = article(what)
	}
	switch store.Action(i.Action) {
	case store.Changed:
		for _, f := range i.Changes {
			clauses = append(clauses, f.clause(names))
		}
		if len(i.Changes)+len(i.Relations) == 0 {
			clauses = append(clauses, "changed "+what)
		}
	case store.Created, store.Deleted:
		if len(i.Relations) == 0 || kinds[i.Kind] != nil {
			clauses = append(clauses, i.Action+" "+what)
		}
	default:
		if _, isRecord := kinds[i.Kind]; isRecord {
			clauses = append(clauses, words(i.Action)+" "+what)
		} else {
			clauses = append(clauses, words(i.Action))
		}
	}
	for _, r := range i.Relations {
		clauses = append(clauses, r.clause(names))
	}
	who := "Somebody"
	if i.Actor.Name != nil {
		who = *i.Actor.Name
	}
	if i.Undoes != nil {
		who += " undid a change and"
	}
	return who + " " + joined(clauses) + "."
}

// clause says what became of a field: "changed title from “CFO” to “COO”".
func (f FieldChange) clause(names map[string]string) string {
	field := words(strings.TrimSuffix(strings.TrimPrefix(f.Field, "custom."), "Id"))
	switch {
	case f.Before == nil:
		return "set " + field + " to " + quoted(f.After, names)
	case f.After == nil:
		return "cleared " + field + ", which was " + quoted(f.Before, names)
	}
	return "changed " + field + " from " + quoted(f.Before, names) + " to " + quoted(f.After, names)
}

// clause says what became of a relation: "said that Jana holds the position CFO since 2026-11-21".
func (r RelationReported) clause(names map[string]string) string {
	before, after := map[string]any{}, map[string]any{}
	for _, f := range r.Changes {
		before[f.Field], after[f.Field] = f.Before, f.After
	}
	holds := after
	if r.Action == string(store.Deleted) {
		holds = before
	}
	phrase := fmt.Sprintf(phrases[r.Type], cmp.Or(r.From.Name, r.From.ID), cmp.Or(r.To.Name, r.To.ID))
	if id, is := holds["type"].(string); is && names[id] != "" {
		phrase = cmp.Or(r.From.Name, r.From.ID) + " – " + names[id] + " – " + cmp.Or(r.To.Name, r.To.ID)
	}
	if holds["line"] == dotted {
		phrase += " by a dotted line"
	}
	for _, day := range []string{"since", "until"} {
		if holds[day] != nil && (r.Action != string(store.Changed) || day == "until") {
			phrase += fmt.Sprintf(" %s %v", day, holds[day])
		}
	}
	switch r.Action {
	case string(store.Created):
		return "said that " + phrase
	case string(store.Deleted):
		return "took back that " + phrase
	}
	var clauses []string
	for _, f := range r.Changes {
		if f.Field != "until" || f.After == nil {
			clauses = append(clauses, f.clause(names))
		}
	}
	if len(clauses) == 0 {
		return "said that " + phrase
	}
	return joined(clauses) + " where " + phrase
}

// quoted is a value in a sentence; records are named.
func quoted(value any, names map[string]string) string {
	switch v := value.(type) {
	case string:
		return "“" + cmp.Or(names[v], v) + "”"
	case []any:
		parts := make([]string, len(v))
		for i, element := range v {
			parts[i] = quoted(element, names)
		}
		return cmp.Or(strings.Join(parts, ", "), "nothing")
	case map[string]any:
		parts := []string{}
		for name, element := range v {
			parts = append(parts, words(name)+" "+quoted(element, names))
		}
		slices.Sort(parts)
		return strings.Join(parts, ", ")
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return fmt.Sprint(value)
}

// words are those of a name in camel case: "sign in" of "signIn".
func words(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		if r == '.' {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

func article(word string) string {
	if word != "" && strings.ContainsRune("aeiou", rune(word[0])) && !strings.HasPrefix(word, "u") {
		return "an " + word
	}
	return "a " + word
}

// joined is a list in a sentence.
func joined(clauses []string) string {
	if len(clauses) < 2 {
		return strings.Join(clauses, "")
	}
	last := len(clauses) - 1
	return strings.Join(clauses[:last], ", ") + " and " + clauses[last]
}
