package ingest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kith/graph"
	"kith/graph/store"
)

// recordBatch is how many records one transaction writes.
const recordBatch = 5_000

// importRecords brings in the records that a file's rows are.
func importRecords(ctx context.Context, r *run, in *input) error {
	k := recordKinds[in.kind.Name]
	return pass(ctx, r, in, recordBatch, in.Name, func(ctx context.Context, items []*item) (*recordWrites, error) {
		if in.kind.Name == "positions" { // the seat is what its last row says
			items = slices.DeleteFunc(items, func(i *item) bool { return in.repeats.repeated(i.row.Cells, i.number) })
		}
		return r.lookUpRecords(ctx, k, items)
	}, r.putRecords)
}

// A record is one record under way.
type record struct {
	item   *item
	id     string            // in the source
	values map[string]any    // by column, as the graph keeps them
	refers map[string]string // ids that the columns of references name; "" is an empty cell
	// properties and beside are all that the graph would keep of a new record of these values.
	properties, beside map[string]any
	nameless           string // why it cannot be a new contact
	known              known
	exists             bool
	current            *current // what the graph holds, where that matters
	refused            error    // why the sender may not write it
}

// lookUpRecords finds out which of the rows' records there are and what the rows change.
func (r *run) lookUpRecords(ctx context.Context, k *recordKind, items []*item) (*recordWrites, error) {
	w := &recordWrites{kind: k, items: items, knows: map[string]bool{}}
	erased, err := r.suppressed(ctx)
	if err != nil {
		return nil, err
	}
	var records []*record
	for _, i := range items {
		record := &record{item: i, id: i.text("id"), values: map[string]any{}}
		if record.id == "" {
			record.id = i.text("name") // relation types need no id
		}
		if column, reason := k.formed(r.day, record); reason != "" {
			r.rejectRow(i, column, "%s", reason)
			continue
		}
		if k.name == "contact" && record.isErased(erased, r.source) {
			fault := i.fault("", erasedRow)
			fault.Cells = nil
			r.refuse(i, fault)
			continue
		}
		records = append(records, record)
	}
	f, err := r.findReferences(ctx, k, records)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, record := range records {
		ids = append(ids, record.id)
	}
	knowns, err := r.identified(ctx, k.name, ids)
	if err != nil {
		return nil, err
	}
	for _, record := range records {
		record.known, record.exists = knowns[record.id]
	}
	if records, err = r.seenRecords(ctx, k, records); err != nil {
		return nil, err
	}
	records = slices.DeleteFunc(records, func(record *record) bool { return !r.refer(k, f, record) })
	for name, id := range f.newRoles {
		w.roles = append(w.roles, map[string]any{"id": id, "name": name})
	}
	if records, err = r.recognise(ctx, k, records); err != nil {
		return nil, err
	}
	if err := r.readCurrent(ctx, k, records); err != nil {
		return nil, err
	}
	if err := r.mayWrite(ctx, k, records); err != nil {
		return nil, err
	}
	for _, record := range records {
		r.decide(k, w, record)
	}
	return w, nil
}

// findReferences asks for all that the records refer to.
func (r *run) findReferences(ctx context.Context, k *recordKind, records []*record) (*finder, error) {
	f := r.finder()
	for _, record := range records {
		for _, reference := range k.references {
			text, _ := record.values[reference.column].(string)
			switch reference.column {
			case "owner_email":
				f.email(text)
				f.record("user", text)
			case "account_id":
				f.record("account", text)
			case "unit":
				f.record("unit", text)
			}
		}
	}
	if k.name == "user" {
		if err := f.names(ctx); err != nil {
			return nil, err
		}
	}
	return f, f.find(ctx)
}

// refer resolves the row's references; without one that is required the row does not go in.
func (r *run) refer(k *recordKind, f *finder, record *record) bool {
	record.refers = map[string]string{}
	for _, reference := range k.references {
		if !record.item.has(reference.column) {
			continue
		}
		text, _ := record.values[reference.column].(string)
		if text == "" {
			record.refers[reference.column] = ""
			continue
		}
		id, found := reference.find(f, text)
		switch {
		case found:
			record.refers[reference.column] = id
		case reference.required:
			r.rejectRow(record.item, reference.column, "there is no %s %q", reference.what, clip(text))
			return false
		default:
			r.rejectColumn(record.item, reference.column, "there is no %s %q", reference.what, clip(text))
		}
	}
	return true
}

// recognise finds each row's record: by what the source calls it, by Kith's own id, and an id not seen before by an address that exactly one
// record has, which this source knows by no other id. A row that would be a second record where there can be one is rejected.
func (r *run) recognise(ctx context.Context, k *recordKind, records []*record) ([]*record, error) {
	var own, addresses []string
	for _, record := range records {
		if id := record.item.text("kith_id"); id != "" && !record.exists {
			own = append(own, id)
		}
		if !record.exists || k.unique != "" {
			addresses = append(addresses, record.addresses(k)...)
		}
	}
	present, err := r.present(ctx, own)
	if err != nil {
		return nil, err
	}
	have := map[string][]addressed{}
	if len(addresses) > 0 {
		rows, err := ask[addressed](ctx, r, nil, k.has, map[string]any{"addresses": distinct(addresses)})
		if err != nil {
			return nil, err
		}
		if rows, err = seen(ctx, r, rows, func(row addressed) string { return row.ID }); err != nil {
			return nil, err
		}
		for _, row := range rows {
			if strings.HasPrefix(row.ID, k.prefix+"_") {
				have[row.Address] = append(have[row.Address], row)
			}
		}
	}
	for _, record := range records {
		if record.exists {
			continue
		}
		if id := record.item.text("kith_id"); present[id] && strings.HasPrefix(id, k.prefix+"_") {
			record.known, record.exists = known{ID: id, own: id == record.id}, true
			continue
		}
		id := r.match(k, record, have)
		if id != "" {
			record.known, record.exists = known{ID: id, Given: []string{}}, true
			r.matched[id] = true
		}
	}
	return slices.DeleteFunc(records, func(record *record) bool { return r.taken(k, record, have) }), nil
}

// addresses are what a record can be found by.
func (record *record) addresses(k *recordKind) []string {
	switch value := record.values[k.address].(type) {
	case []string:
		return value
	case string:
		return []string{value}
	}
	return nil
}

// taken rejects a row that gives its record what only one record can have and another has.
func (r *run) taken(k *recordKind, record *record, have map[string][]addressed) bool {
	if k.unique == "" {
		return false
	}
	for _, address := range record.addresses(k) {
		by, claimed := r.unique[k.name+" "+address]
		if claimed && by != record.id || slices.ContainsFunc(have[address], func(a addressed) bool { return a.ID != record.known.ID }) {
			r.rejectRow(record.item, k.unique, "another %s has %q", k.name, clip(address))
			return true
		}
		r.unique[k.name+" "+address] = record.id
	}
	return false
}

// match returns the one record that has one of the row's addresses.
func (r *run) match(k *recordKind, record *record, have map[string][]addressed) string {
	if k.address == "" || record.item.text("kith_id") != "" {
		return ""
	}
	match := ""
	for _, address := range record.addresses(k) {
		if len(have[address]) != 1 {
			continue
		}
		candidate := have[address][0]
		if slices.Contains(candidate.Sources, r.source) || r.matched[candidate.ID] {
			continue
		}
		if match != "" && match != candidate.ID {
			return ""
		}
		match = candidate.ID
	}
	return match
}

// columns are those of the row that belong to its record, and are not wrong.
func (k *recordKind) columns(record *record) []string {
	var columns []string
	for column := range record.values {
		_, refers := record.refers[column]
		if k.property(column) != "" || k.lists[column] != "" || refers || k.name == "position" && (column == "opened" || column == "closed") {
			columns = append(columns, column)
		}
	}
	return columns
}

// mark is the fingerprint of what the row gives in a column.
func (k *recordKind) mark(record *record, column string) string {
	if id, refers := record.refers[column]; refers {
		if id == "" {
			return ""
		}
		return fingerprint(id)
	}
	return fingerprint(record.values[column])
}

// decide notes what is to be written for a row.
func (r *run) decide(k *recordKind, w *recordWrites, record *record) {
	row := map[string]any{"id": record.known.ID, "relations": []string{graph.NewID("rel"), graph.NewID("rel")}}
	for _, name := range k.lists {
		row[name] = nil
	}
	for _, reference := range k.references {
		row[reference.beside] = nil
	}
	row["externalIds"], row["createdAt"] = nil, r.now
	properties := map[string]any{}
	row["properties"] = properties
	base, marks := givenOf(record.known.Given), given{}
	if base == nil && record.current != nil {
		base = given{}
		for _, column := range k.columns(record) {
			base[column] = record.current.of(k, column)
		}
	}
	for column, mark := range base {
		if mark != "" {
			marks[column] = mark
		}
	}

	touched, seat := false, false
	for _, column := range k.columns(record) {
		mark := k.mark(record, column)
		if mark == base[column] {
			continue
		}
		if r.fixedReference(k, record, column) {
			continue
		}
		if marks[column] = mark; mark == "" {
			delete(marks, column)
			if record.current == nil || record.current.of(k, column) != base[column] {
				continue // somebody has changed since what this source gave
			}
		}
		touched = true
		seat = seat || column == "opened" || column == "closed"
		k.put(row, properties, record, column, mark)
	}
	if k.name == "position" && (seat || !record.exists) {
		row["seat"] = seatOf(record.item, record.values)
	}

	if !record.exists && record.nameless != "" {
		r.rejectRow(record.item, "name", "%s", record.nameless)
		return
	}
	if !record.exists && record.refused == nil && k.owned() && row[owner.beside] == nil {
		var id string
		if id, record.refused = graph.OwnerOfNew(r.viewer, k.name); id != "" {
			row[owner.beside] = []string{id}
		}
	}
	if record.refused != nil && (touched || !record.exists) {
		r.rejectRow(record.item, "", "%s", detailOf(record.refused))
		return
	}
	if !record.exists {
		row["id"] = r.create(k, record, row, properties)
	}
	outcome := unchanged
	switch {
	case !record.exists:
		outcome = created
	case touched:
		outcome = changed
	}
	if outcome != unchanged {
		w.rows = append(w.rows, row)
		id := row["id"].(string)
		action := store.Changed
		if !record.exists {
			action = store.Created
		}
		w.touched = append(w.touched, store.RecordChange{Kind: k.name, ID: id, Action: action})
		if record.exists {
			w.touch(id, seat, properties)
		}
	}
	r.identify(w, record, row["id"].(string), marks, base)
	w.counts = append(w.counts, result{record.item, outcome})
}

// fixedReference rejects another account for a record that is made for one.
func (r *run) fixedReference(k *recordKind, record *record, column string) bool {
	for _, reference := range k.references {
		if reference.fixed && reference.column == column && record.exists {
			r.rejectColumn(record.item, column, "a record stays with its %s: it has another", reference.what)
			return true
		}
	}
	return false
}

// put puts what a column says where the statement takes it from.
func (k *recordKind) put(row, properties map[string]any, record *record, column, mark string) {
	if id, refers := record.refers[column]; refers {
		for _, reference := range k.references {
			if reference.column == column {
				row[reference.beside] = []string{id}
				if mark == "" {
					row[reference.beside] = []string{}
				}
			}
		}
		return
	}
	if name := k.lists[column]; name != "" {
		row[name] = record.beside[name]
		if value, is := record.properties[column]; is {
			properties[column] = value
		}
		return
	}
	if name := k.property(column); name != "" {
		properties[name] = record.properties[name]
		if _, says := record.values["attitude_on"]; name == "attitude" && !says {
			properties["attitudeOn"] = record.properties["attitudeOn"]
		}
	}
}

// create completes the row of a new record and returns its id.
func (r *run) create(k *recordKind, record *record, row, properties map[string]any) string {
	maps.Copy(properties, record.properties)
	if at := record.item.value("created_at"); at != nil {
		row["createdAt"] = at
	}
	if len(r.viewer.Units) > 0 && k.owned() {
		properties["broughtInBy"] = r.viewer.Units
	}
	id := record.item.text("kith_id")
	if !strings.HasPrefix(id, k.prefix+"_") {
		id = graph.NewID(k.prefix)
	}
	if r.dry {
		r.plan(k, record, id)
	}
	return id
}

// isPlanned reports whether a dry run would have made a record.
func (r *run) isPlanned(id string) bool { return r.planned.records[graph.KindOf(id)+"\x00"+id] != "" }

// plan notes what a dry run would have made, for references to it.
func (r *run) plan(k *recordKind, record *record, id string) {
	r.planned.records[k.name+"\x00"+record.id], r.planned.records[k.name+"\x00"+id] = id, id
	if name, _ := record.properties["name"].(string); k.name == "unit" {
		r.planned.units[name] = append(r.planned.units[name], id)
	}
	addresses, _ := record.beside["emails"].([]string)
	for _, a := range addresses {
		r.planned.addresses[a] = append(r.planned.addresses[a], id)
	}
	if name, _ := record.properties["name"].(string); k.name == "account" {
		r.planned.companies[name] = append(r.planned.companies[name], id)
	}
	domains, _ := record.beside["domains"].([]string)
	for _, domain := range domains {
		r.planned.domains[domain] = append(r.planned.domains[domain], id)
	}
	if account := record.refers["account_id"]; account != "" {
		r.planned.accounts[id] = account
	}
}
