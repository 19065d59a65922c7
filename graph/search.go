package graph

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var search = cypher.Must("read/search")

// SearchKinds is every kind of record that a search finds.
var SearchKinds = []string{"contact", "user", "account", "opportunity"}

const (
	enoughFound    = 5  // fewer are too few: then a typo is forgiven
	searchedWords  = 8  // of what was typed; the words after these are left out
	furtherReach   = 20 // times as many are looked at again for who does not see them all
	forgivenLength = 3  // signs that a word has at least in which there may be a typo
)

// Found is the people, accounts and opportunities that a search finds, the best first.
type Found struct {
	Items []FoundRecord `json:"items"`
}

// FoundRecord is one of them, with what tells it from its namesakes.
type FoundRecord struct {
	ID          string  `json:"id" example:"con_01h455vb4pex5vsknk084sn02q"`
	Kind        string  `json:"kind" enums:"contact,user,account,opportunity"`
	Name        string  `json:"name" example:"Jana Novotná" field:"its.name"`
	Email       *string `json:"email" field:"its.emails"`                                        // a person's first
	Title       *string `json:"title" example:"Chief Financial Officer" field:"positions.title"` // a person's, of the primary position
	AccountID   *string `json:"accountId" field:"its.accountId,positions.accountId"`             // of a person's primary position, or whose deal it is
	AccountName *string `json:"accountName" field:"its.accountId,positions.accountId,accounts.name"`
}

// Search finds records of the kinds (nil is all) in whose names every word of q begins a word, and people with an address that
// begins with q; records that have the words whole come first. Where it finds too few, those follow whose names have one word with one typo:
// a sign too many, too few, another, or two that are turned round.
func (g *Graph) Search(ctx context.Context, v access.Viewer, q string, kinds []string, limit int) (Found, error) {
	if kinds == nil {
		kinds = SearchKinds
	}
	kinds = slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return v.Hides(accessKinds[kind], "name") })
	typed := strings.ToLower(strings.TrimSpace(q))
	ask := map[string]any{"query": beginnings(typed), "begins": typed, "kinds": kinds, "limit": limit, "asOf": g.Today(), "email": nil}
	findsByAddress := !v.Hides(access.Contacts, "emails") // whom an address finds has it
	if findsByAddress && utf8.RuneCountInString(typed) > 1 && !strings.ContainsAny(typed, " \t\n") {
		ask["email"] = typed
	}
	items, err := g.searched(ctx, v, ask)
	if err != nil {
		return Found{}, err
	}
	if typos := withTypo(typed); typos != "" && len(items) < min(enoughFound, limit) {
		ask["query"], ask["email"] = typos, nil
		more, err := g.searched(ctx, v, ask)
		if err != nil {
			return Found{}, err
		}
		seen := map[string]bool{}
		for _, item := range items {
			seen[item.ID] = true
		}
		for _, item := range more {
			if !seen[item.ID] && len(items) < limit {
				items = append(items, item)
			}
		}
	}
	return Found{Items: items}, nil
}

// searched is one query. Who does not see every record is asked for again, further into what the index finds, until there are enough that they
// see: what is not seen must not take up the places of what is.
func (g *Graph) searched(ctx context.Context, v access.Viewer, ask map[string]any) ([]FoundRecord, error) {
	limit := ask["limit"].(int)
	for reach := limit; ; reach *= furtherReach {
		ask["reach"] = reach
		rows, err := store.Read[struct {
			More  bool          `json:"more"`
			Items []FoundRecord `json:"items"`
		}](ctx, g.store, search, v.Sees(ask))
		if err != nil {
			return nil, err
		}
		if len(rows[0].Items) == limit || !rows[0].More || v.SeesAll() {
			return rows[0].Items, nil
		}
	}
}

// searchTerms are the words typed, each as a clause of a full-text query.
func searchTerms(typed string) []string {
	terms := strings.Fields(fulltext(typed))
	return terms[:min(len(terms), searchedWords)]
}

// beginnings is the query for names that have every word, at least its beginning; those that have it whole score higher.
func beginnings(typed string) string {
	terms := searchTerms(typed)
	query := strings.Join(terms, " ")
	for _, term := range terms {
		if word, is := strings.CutSuffix(term, "*"); is {
			query += " " + strings.TrimPrefix(word, "+")
		}
	}
	return query
}

// withTypo is the query for names that have every word, one of them with a typo; empty where no word is long enough for one.
func withTypo(typed string) string {
	terms := searchTerms(typed)
	var queries []string
	for i, term := range terms {
		word, is := strings.CutSuffix(term, "*")
		if !is || utf8.RuneCountInString(word) <= forgivenLength { // the + counts too
			continue
		}
		with := append([]string(nil), terms...)
		with[i] = word + "~1"
		queries = append(queries, "("+strings.Join(with, " ")+")")
	}
	return strings.Join(queries, " ")
}
