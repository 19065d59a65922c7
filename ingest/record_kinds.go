package ingest

import (
	"slices"
	"strings"

	"kith/cypher"
	"kith/graph/store"
)

// A recordKind says how rows of a kind of file become records.
type recordKind struct {
	name, prefix string // as ExternalId nodes and ids have them
	write        cypher.Statement
	// properties are those columns whose property is not called as the column is; "" is no property of the record.
	properties map[string]string
	// beside are what the statement takes beside the properties: lists of addresses, or ids that columns refer to.
	lists      map[string]string
	references []reference
	defaults   map[string]any // of a new record
	// fill completes the row's values by column, and says which column is why it cannot be.
	fill func(values map[string]any) (column, reason string)
	// address is the column by which a record that the source has no id for is found, among those that has finds; unique is the column that
	// no two records may have the same of.
	address, unique string
	has             cypher.Statement
}

// A reference is a column that names another record.
type reference struct {
	column, beside, what string
	find                 func(*finder, string) (id string, found bool)
	required, fixed      bool
}

var (
	owner   = reference{column: "owner_email", beside: "ownerId", what: "user", find: (*finder).userByEmail}
	account = reference{column: "account_id", beside: "accountId", what: "account", find: (*finder).account, required: true, fixed: true}
)

// recordKinds are the kinds of records by the name of their files.
var recordKinds = map[string]*recordKind{
	"units": {name: "unit", prefix: "unt", write: cypher.Must("write/units"), properties: map[string]string{"parent_id": ""}},
	"users": {name: "user", prefix: "usr", write: cypher.Must("write/users"), defaults: map[string]any{"active": true},
		properties: map[string]string{"unit": "", "role": ""}, lists: map[string]string{"emails": "emails"}, fill: fillUser,
		references: []reference{
			{column: "unit", beside: "unitId", what: "unit", find: (*finder).unit},
			{column: "role", beside: "roleId", what: "role", find: (*finder).role},
		},
		address: "emails", unique: "email", has: cypher.Must("read/import_addressed"),
	},
	"relation_types": {name: "relationType", prefix: "rty", write: cypher.Must("write/relation_types"),
		defaults: map[string]any{"symmetric": false, "knows": false},
		address:  "name", unique: "name", has: cypher.Must("read/import_relation_types"),
	},
	"accounts": {name: "account", prefix: "acc", write: cypher.Must("write/accounts"), references: []reference{owner},
		properties: map[string]string{"parent_id": "", "percent": ""}, lists: map[string]string{"domain": "domains"}, fill: fillAccount,
		address: "domain", has: cypher.Must("read/import_domains"),
	},
	"contacts": {name: "contact", prefix: "con", write: cypher.Must("write/contacts"), references: []reference{owner},
		properties: map[string]string{"phone": "phones", "account_id": "", "title": "", "department": "", "reports_to_id": "", "since": "", "until": "", "assistant": ""},
		lists:      map[string]string{"email": "emails"}, fill: fillContact,
		address: "email", has: cypher.Must("read/import_addressed"),
	},
	"products": {name: "product", prefix: "prd", write: cypher.Must("write/products")},
	"opportunities": {name: "opportunity", prefix: "opp", write: cypher.Must("write/opportunities"), references: []reference{account, owner},
		defaults: map[string]any{"status": "open"}},
	"positions": {name: "position", prefix: "pos", write: cypher.Must("write/positions"), references: []reference{account},
		defaults: map[string]any{"assistant": false, "placeholder": false},
		properties: map[string]string{"contact_id": "", "reports_to_id": "", "line": "", "since": "", "until": "", "opened": "", "closed": "", "primary": "",
			"source": "", "status": "", "confidence": "", "created_by": ""},
	},
}

// notOfRecords are columns of every file of records that are no properties.
var notOfRecords = []string{"id", "kith_id", "external_ids", "created_at", "updated_at"}

// property is what the graph calls a column's value, or "".
func (k *recordKind) property(column string) string {
	if name, is := k.properties[column]; is {
		return name
	}
	if slices.Contains(notOfRecords, column) || k.lists[column] != "" || slices.ContainsFunc(k.references, func(r reference) bool { return r.column == column }) {
		return ""
	}
	if strings.HasPrefix(column, "custom.") {
		return column
	}
	words := strings.Split(column, "_")
	for i, word := range words[1:] {
		words[i+1] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}

// fillContact gives a contact the name that its rows show it by.
func fillContact(values map[string]any) (string, string) {
	lower(values, "email")
	_, hasName := values["name"]
	_, hasFirst := values["first_name"]
	_, hasLast := values["last_name"]
	if !hasName && !hasFirst && !hasLast {
		return "", ""
	}
	if values["name"] == nil {
		first, _ := values["first_name"].(string)
		last, _ := values["last_name"].(string)
		name := strings.TrimSpace(first + " " + last)
		if name == "" {
			return "name", "a contact needs a name, or a first or last one"
		}
		values["name"] = name
	}
	return "", ""
}

func fillUser(values map[string]any) (string, string) {
	email, _ := values["email"].(string)
	email = strings.ToLower(strings.TrimSpace(email))
	values["email"], values["emails"] = email, []string{email}
	return "", ""
}

func fillAccount(values map[string]any) (string, string) {
	lower(values, "domain")
	return "", ""
}

// lower puts the addresses of a column into the form that they are kept in.
func lower(values map[string]any, column string) {
	list, is := values[column].([]string)
	if !is {
		return
	}
	var lowered []string
	for _, address := range list {
		if address = strings.ToLower(address); !slices.Contains(lowered, address) {
			lowered = append(lowered, address)
		}
	}
	values[column] = lowered
}

// seatOf is when a position's row says that the seat exists.
func seatOf(values map[string]any) map[string]any {
	seat := map[string]any{}
	if day, is := values["opened"].(store.Date); is {
		seat["since"] = day
	}
	if day, is := values["closed"].(store.Date); is {
		seat["until"] = day
	}
	return seat
}
