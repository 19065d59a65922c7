package ingest

import (
	"slices"
	"strings"
	"sync"

	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
	"kith/problem"
)

// A recordKind says how rows of a kind of file become records.
type recordKind struct {
	name, prefix string // as ExternalId nodes and ids have them
	write        cypher.Statement
	// properties are those columns whose property is not called as the column is; "" is no property of the record.
	properties map[string]string
	// lists are what the statement takes beside the properties, by the column that says it.
	lists      map[string]string
	references []reference
	// form puts values by property into the form that the graph keeps, as the API does.
	form func(today store.Date, values map[string]any) (properties, beside map[string]any, faults []problem.FieldError)
	// address is the column by which a record that the source has no id for is found, among those that has finds; unique is the column that
	// no two records may have the same of.
	address, unique string
	has             cypher.Statement

	names sync.Map // of properties, by column
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

// owned reports whether records of the kind have an owner.
func (k *recordKind) owned() bool {
	return slices.ContainsFunc(k.references, func(r reference) bool { return r.column == owner.column })
}

// recordKinds are the kinds of records by the name of their files.
var recordKinds = map[string]*recordKind{
	"units": {name: "unit", prefix: "unt", write: cypher.Must("write/units"), form: graph.Units.Form, properties: map[string]string{"parent_id": ""}},
	"users": {name: "user", prefix: "usr", write: cypher.Must("write/users"), form: graph.Users.Form,
		properties: map[string]string{"unit": "", "role": ""}, lists: map[string]string{"email": "emails"},
		references: []reference{
			{column: "unit", beside: "unitId", what: "unit", find: (*finder).unit},
			{column: "role", beside: "roleId", what: "role", find: (*finder).role},
		},
		address: "email", unique: "email", has: cypher.Must("read/import_addressed"),
	},
	"relation_types": {name: "relationType", prefix: "rty", write: cypher.Must("write/relation_types"), form: graph.RelationTypes.Form,
		address: "name", unique: "name", has: cypher.Must("read/import_relation_types"),
	},
	"accounts": {name: "account", prefix: "acc", write: cypher.Must("write/accounts"), form: graph.Accounts.Form, references: []reference{owner},
		properties: map[string]string{"parent_id": "", "percent": ""}, lists: map[string]string{"domain": "domains"},
		address: "domain", has: cypher.Must("read/import_domains"),
	},
	"contacts": {name: "contact", prefix: "con", write: cypher.Must("write/contacts"), form: graph.Contacts.Form, references: []reference{owner},
		properties: map[string]string{"phone": "phones", "account_id": "", "title": "", "department": "", "reports_to_id": "", "since": "", "until": "", "assistant": ""},
		lists:      map[string]string{"email": "emails"},
		address:    "email", has: cypher.Must("read/import_addressed"),
	},
	"products": {name: "product", prefix: "prd", write: cypher.Must("write/products"), form: graph.Products.Form},
	"opportunities": {name: "opportunity", prefix: "opp", write: cypher.Must("write/opportunities"), form: graph.Opportunities.Form,
		references: []reference{account, owner}},
	"positions": {name: "position", prefix: "pos", write: cypher.Must("write/positions"), form: graph.Positions.Form, references: []reference{account},
		properties: map[string]string{"contact_id": "", "reports_to_id": "", "line": "", "since": "", "until": "", "opened": "", "closed": "", "primary": "",
			"relation_id": "", "relation_created_at": "", "source": "", "status": "", "confidence": "", "created_by": ""},
	},
}

// notOfRecords are columns of every file of records that are no properties.
var notOfRecords = []string{"id", "kith_id", "external_ids", "created_at", "updated_at"}

// property is what the graph calls a column's value, or "".
func (k *recordKind) property(column string) string {
	if name, known := k.names.Load(column); known {
		return name.(string)
	}
	name := k.named(column)
	k.names.Store(column, name)
	return name
}

func (k *recordKind) named(column string) string {
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

// seatOf is when a position's row says that the seat exists, and what an export says of that.
func seatOf(i *item, values map[string]any) map[string]any {
	seat := map[string]any{"since": nil, "until": nil}
	if day, is := values["opened"].(store.Date); is {
		seat["since"] = day
	}
	if day, is := values["closed"].(store.Date); is {
		seat["until"] = day
	}
	if i.text("contact_id")+i.text("reports_to_id") == "" {
		i.provenance(seat)
	}
	return seat
}

// seatDates are the columns that say when a seat exists, by what the API calls them.
var seatDates = map[string]string{"opened": "since", "closed": "until"}

// formed puts the row's values into the form that the graph keeps. It returns the column that stands against it, and why, or "".
func (k *recordKind) formed(today store.Date, record *record) (column, reason string) {
	values, columns := map[string]any{}, map[string]string{}
	for column := range record.item.columns {
		value := record.item.value(column)
		name := k.property(column)
		if _, is := value.([]string); is && k.lists[column] != "" {
			name = k.lists[column]
		} else if k.lists[column] != "" {
			name = column
		} else if k.name == "position" && seatDates[column] != "" {
			name = seatDates[column]
		}
		record.values[column] = value
		if name != "" {
			values[name], columns[name] = value, column
		}
	}
	var faults []problem.FieldError
	record.properties, record.beside, faults = k.form(today, values)
	for _, fault := range faults {
		parts := strings.Split(strings.TrimPrefix(fault.Pointer, "/"), "/")
		name := parts[0]
		switch name {
		case "address":
			name = parts[1]
		case "custom":
			name = "custom." + parts[1]
		}
		column, is := columns[name]
		switch {
		case is:
			return column, fault.Detail
		case name == "name" && k.name == "contact":
			record.nameless = fault.Detail
			if len(record.nameColumns()) > 0 {
				return "name", fault.Detail
			}
		}
	}
	for name, column := range columns {
		if record.values[column] == nil {
			continue
		}
		if list, is := record.beside[k.lists[column]]; is {
			record.values[column] = list
		} else if value, is := record.properties[name]; is {
			record.values[column] = value
		}
	}
	if k.name == "contact" && len(record.nameColumns()) > 0 {
		record.values["name"] = record.properties["name"]
	}
	return "", ""
}

// nameColumns are the columns of the row that a contact's name is made of.
func (record *record) nameColumns() []string {
	return slices.DeleteFunc([]string{"name", "first_name", "last_name"}, func(column string) bool { return !record.item.has(column) })
}
