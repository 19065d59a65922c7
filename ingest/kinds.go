package ingest

import (
	"strings"

	"kith/graph"
)

// A Kind is one kind of file: what its rows are and which columns they may have.
type Kind struct {
	// Name is the kind's word, and its file's name without ".csv".
	Name    string
	Columns []Column
	// Custom says whether the file may carry custom.NAME columns.
	Custom bool
}

// A Column is one column of a kind of file.
type Column struct {
	Name string
	Type Type
	// Required columns must stand in the header; without one the file is refused whole.
	Required bool
	// Allowed is the closed list of a Choice or Choices column.
	Allowed []string
	// Min and Max bound a Number, Integer or Percent column; both 0 is no bound.
	Min, Max float64
	// ImportOnly columns are read but not written by an export, which says the same in another file.
	ImportOnly bool
}

// A Type is what a cell of a column holds. Column.Parse says which Go type comes of it.
type Type int

// The types of cells.
const (
	Text        Type = iota
	List             // texts with ";" between them
	Choice           // one of a closed list
	Choices          // several of a closed list, with ";" between them
	Date             // 2026-11-21
	Instant          // 2026-11-21T09:30:00Z, 2026-11-21 09:30:00, or a date alone: midnight UTC
	Number           // 12.5
	Integer          // 12
	Percent          // 12.5 or 12.5 %
	Bool             // true, false, yes, no, 1, 0
	ExternalIDs      // source:id, with ";" between them
	Custom           // a custom field's value: text, number, true or false, date
	Unknown          // no column of this kind: reported and left out
)

var (
	statuses   = []string{"fact", "asserted", "inferred"}
	teamRoles  = []string{"accountManager", "sales", "presales", "customerSuccess", "executive", "other"}
	teamAccess = []string{"read", "write"}
)

// What an export adds to a file of records, and to a file of relations.
var (
	recordColumns = []Column{
		{Name: "kith_id"}, {Name: "external_ids", Type: ExternalIDs},
		{Name: "created_at", Type: Instant}, {Name: "updated_at", Type: Instant},
	}
	relationColumns = []Column{
		{Name: "kith_id"}, {Name: "source"}, {Name: "status", Type: Choice, Allowed: statuses},
		{Name: "confidence", Type: Number, Min: 0, Max: 1}, {Name: "created_by"},
		{Name: "created_at", Type: Instant}, {Name: "updated_at", Type: Instant},
	}
	sinceUntil = []Column{{Name: "since", Type: Date}, {Name: "until", Type: Date}}
)

// Kinds are all kinds of files.
//
// In an export a record's id is its Kith id, the same as its kith_id, and references name records by it. On such a row
// the id is no other system's: it finds or makes the record of that Kith id and adds no external id; those are all in
// external_ids. Where id and kith_id differ, as in the sample company, kith_id is the id that a new record gets.
var Kinds = []*Kind{
	{Name: "units", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "parent_id"},
	}, recordColumns)},
	{Name: "users", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "email", Required: true},
		{Name: "unit"}, {Name: "role"}, {Name: "active", Type: Bool}, {Name: "left_on", Type: Date},
	}, recordColumns)},
	{Name: "relation_types", Custom: true, Columns: columns([]Column{
		{Name: "id"}, {Name: "name", Required: true}, {Name: "forward", Required: true}, {Name: "backward"},
		{Name: "symmetric", Type: Bool}, {Name: "knows", Type: Bool},
	}, recordColumns)},
	{Name: "accounts", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "legal_name"},
		{Name: "domain", Type: List}, {Name: "website"}, {Name: "industry"},
		{Name: "employees", Type: Integer, Min: 0, Max: 1e9}, {Name: "annual_revenue", Type: Number}, {Name: "currency"},
		{Name: "class"}, {Name: "phone"}, {Name: "street"}, {Name: "city"}, {Name: "region"}, {Name: "postal_code"},
		{Name: "country"}, {Name: "parent_id", ImportOnly: true},
		{Name: "percent", Type: Percent, Min: 0, Max: 100, ImportOnly: true}, {Name: "owner_email"},
	}, recordColumns)},
	{Name: "subsidiaries", Columns: columns([]Column{
		{Name: "child_id", Required: true}, {Name: "parent_id", Required: true},
		{Name: "percent", Type: Percent, Min: 0, Max: 100},
	}, sinceUntil, relationColumns)},
	{Name: "contacts", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "first_name"}, {Name: "last_name"}, {Name: "name"},
		{Name: "email", Type: List}, {Name: "phone", Type: List}, {Name: "linkedin_url"}, {Name: "location"},
		{Name: "notes"}, {Name: "attitude", Type: Choice, Allowed: graph.Attitudes}, {Name: "attitude_on", Type: Date},
		{Name: "account_id", ImportOnly: true}, {Name: "title", ImportOnly: true}, {Name: "department", ImportOnly: true},
		{Name: "reports_to_id", ImportOnly: true}, {Name: "since", Type: Date, ImportOnly: true},
		{Name: "until", Type: Date, ImportOnly: true}, {Name: "assistant", Type: Bool, ImportOnly: true},
		{Name: "owner_email"},
	}, recordColumns)},
	{Name: "positions", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "account_id", Required: true}, {Name: "title"}, {Name: "department"},
		{Name: "location"}, {Name: "contact_id"}, {Name: "reports_to_id"},
		{Name: "line", Type: Choice, Allowed: []string{"solid", "dotted"}},
	}, sinceUntil, []Column{
		{Name: "opened", Type: Date}, {Name: "closed", Type: Date}, {Name: "primary", Type: Bool},
		{Name: "assistant", Type: Bool}, {Name: "placeholder", Type: Bool},
		// What source to created_by speak of: whoever the row says holds it, or its line up, or else its place in the account.
	}, recordColumns, []Column{{Name: "relation_id"}, {Name: "relation_created_at", Type: Instant}}, relationColumns)},
	{Name: "products", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "sku"}, {Name: "category"},
		{Name: "price", Type: Number}, {Name: "currency"},
	}, recordColumns)},
	{Name: "opportunities", Custom: true, Columns: columns([]Column{
		{Name: "id", Required: true}, {Name: "account_id", Required: true}, {Name: "name", Required: true},
		{Name: "stage"}, {Name: "status", Type: Choice, Allowed: graph.OpportunityStatuses},
		{Name: "value", Type: Number}, {Name: "currency"}, {Name: "close_date", Type: Date}, {Name: "owner_email"},
	}, recordColumns)},
	{Name: "line_items", Columns: columns([]Column{
		{Name: "opportunity_id", Required: true}, {Name: "product_id", Required: true},
		{Name: "quantity", Type: Number}, {Name: "unit_price", Type: Number}, {Name: "discount", Type: Percent},
	}, relationColumns)},
	{Name: "account_team", Columns: columns([]Column{
		{Name: "account_id", Required: true}, {Name: "user_email", Required: true},
		{Name: "as", Type: Choice, Allowed: teamRoles}, {Name: "access", Type: Choice, Allowed: teamAccess},
	}, sinceUntil, relationColumns)},
	{Name: "opportunity_team", Columns: columns([]Column{
		{Name: "opportunity_id", Required: true}, {Name: "user_email", Required: true},
		{Name: "as", Type: Choice, Allowed: teamRoles}, {Name: "access", Type: Choice, Allowed: teamAccess},
	}, sinceUntil, relationColumns)},
	{Name: "buying_center", Columns: columns([]Column{
		{Name: "opportunity_id", Required: true}, {Name: "contact_id", Required: true},
		{Name: "roles", Type: Choices, Allowed: graph.BuyingRoles}, {Name: "attitude", Type: Choice, Allowed: graph.Attitudes},
		{Name: "political_status", Type: Choice, Allowed: graph.PoliticalStatuses},
		{Name: "coverage", Type: Choice, Allowed: graph.Coverages},
		{Name: "decision_orientation", Type: Choice, Allowed: graph.DecisionOrientations},
		{Name: "influence", Type: Integer, Min: 1, Max: 5},
	}, sinceUntil, []Column{{Name: "note"}}, relationColumns)},
	{Name: "influences", Columns: columns([]Column{
		{Name: "from_id", Required: true}, {Name: "to_id", Required: true},
		{Name: "weight", Type: Integer, Min: 1, Max: 5},
		{Name: "effect", Type: Choice, Allowed: []string{"positive", "negative", "conflict"}}, {Name: "opportunity_id"},
	}, sinceUntil, relationColumns)},
	{Name: "relations", Columns: columns([]Column{
		{Name: "from_id", Required: true}, {Name: "to_id", Required: true}, {Name: "type", Required: true},
	}, sinceUntil, []Column{{Name: "note"}}, relationColumns)},
	{Name: "ties", Columns: columns([]Column{
		{Name: "person_a", Required: true}, {Name: "person_b", Required: true},
		{Name: "level", Type: Choice, Allowed: graph.TieLevels}, {Name: "strength", Type: Number, Min: 0, Max: 1},
	}, sinceUntil, relationColumns)},
	{Name: "tie_sources", Columns: columns([]Column{
		{Name: "person_a", Required: true}, {Name: "person_b", Required: true},
		{Name: "kind", Type: Choice, Required: true, Allowed: []string{"asserted", "measured"}},
		{Name: "level", Type: Choice, Allowed: graph.TieLevels}, {Name: "strength", Type: Number, Min: 0, Max: 1},
		{Name: "said_by"}, {Name: "said_on", Type: Date}, {Name: "muted", Type: Bool}, {Name: "private", Type: Bool},
		{Name: "note"},
	}, sinceUntil, relationColumns)},
	{Name: "interactions", Columns: columns([]Column{
		{Name: "at", Type: Instant, Required: true}, {Name: "kind", Type: Choice, Required: true, Allowed: graph.InteractionKinds},
		{Name: "from", Required: true}, {Name: "to", Type: List}, {Name: "cc", Type: List}, {Name: "id"},
		{Name: "source"}, {Name: "people", Type: Integer, Min: 0, Max: 1e9}, {Name: "outside", Type: Integer, Min: 0, Max: 1e9},
		{Name: "organizer", Type: List}, {Name: "attendee", Type: List},
	}, recordColumns)},
	{Name: "folded_interactions", Columns: []Column{
		{Name: "person_a", Required: true}, {Name: "person_b", Required: true}, {Name: "month", Required: true},
		{Name: "kind", Type: Choice, Required: true, Allowed: graph.InteractionKinds},
		{Name: "direction", Type: Choice, Required: true, Allowed: []string{"forth", "back", "both"}},
		{Name: "count", Type: Integer, Required: true, Min: 1, Max: 1e9}, {Name: "weight", Type: Number, Required: true},
		{Name: "mean", Type: Number, Required: true, Min: 1, Max: 31}, {Name: "first", Type: Integer, Required: true, Min: 1, Max: 31},
		{Name: "last", Type: Integer, Required: true, Min: 1, Max: 31}, {Name: "before", Type: Date},
	}},
	{Name: "placements", Columns: []Column{
		{Name: "opportunity_id", Required: true}, {Name: "contact_id", Required: true},
		{Name: "x", Type: Number, Required: true, Min: -1e6, Max: 1e6}, {Name: "y", Type: Number, Required: true, Min: -1e6, Max: 1e6},
	}},
	{Name: "private_contacts", Columns: []Column{{Name: "contact_id", Required: true}, {Name: "user_email", Required: true}}},
	{Name: "mailboxes", Columns: []Column{
		{Name: "user_email", Required: true}, {Name: "agreed", Type: Bool, Required: true}, {Name: "stopped", Type: Bool},
		{Name: "addresses", Type: List}, {Name: "domains", Type: List}, {Name: "folders", Type: List},
	}},
}

// columns joins groups of columns; of two with one name the first stays.
func columns(groups ...[]Column) []Column {
	var all []Column
	seen := map[string]bool{}
	for _, group := range groups {
		for _, c := range group {
			if !seen[c.Name] {
				seen[c.Name] = true
				all = append(all, c)
			}
		}
	}
	return all
}

// KindNamed returns the kind of that name, or nil.
func KindNamed(name string) *Kind {
	for _, k := range Kinds {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Column returns the kind's column of that name as a header writes it (custom.NAME too, where the kind takes
// custom fields), and whether there is one. Letter case and spaces around do not matter, but in a custom field's own name.
func (k *Kind) Column(header string) (Column, bool) {
	header = strings.TrimSpace(header)
	if name, is := customName(header); is {
		return Column{Name: "custom." + name, Type: Custom}, k.Custom && name != ""
	}
	for _, c := range k.Columns {
		if strings.EqualFold(c.Name, header) {
			return c, true
		}
	}
	return Column{Name: header, Type: Unknown}, false
}

// customName returns NAME of "custom.NAME".
func customName(header string) (string, bool) {
	const prefix = "custom."
	if len(header) < len(prefix) || !strings.EqualFold(header[:len(prefix)], prefix) {
		return "", false
	}
	return header[len(prefix):], true
}

// ExportHeader returns the columns that an export of the kind writes, in their order, with the named custom fields last.
func (k *Kind) ExportHeader(custom []string) []string {
	var header []string
	for _, c := range k.Columns {
		if !c.ImportOnly {
			header = append(header, c.Name)
		}
	}
	for _, name := range custom {
		header = append(header, "custom."+name)
	}
	return header
}
