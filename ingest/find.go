package ingest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kith/cypher"
	"kith/graph"
)

var (
	importIdentified = cypher.Must("read/import_identified")
	importReferred   = cypher.Must("read/import_referred")
	importPresent    = cypher.Must("read/import_present")
	importAddressed  = cypher.Must("read/import_addressed")
	importNamed      = cypher.Must("read/import_named")
)

// A known record is one that the source's id names.
type known struct {
	ID    string   `json:"id"`
	Given []string `json:"given"`
	own   bool     // the id is Kith's own
}

// prefixes of ids by kind.
var prefixes = map[string]string{
	"account": "acc_", "contact": "con_", "user": "usr_", "position": "pos_", "opportunity": "opp_", "product": "prd_", "unit": "unt_", "relationType": "rty_",
}

// planned is what a dry run would have made so far.
type planned struct {
	records   map[string]string   // kind and external id → id
	addresses map[string][]string // → ids of people
	domains   map[string][]string // → ids of accounts
	companies map[string][]string // names of accounts → their ids
	units     map[string][]string // by name
	accounts  map[string]string   // position → account
	lines     map[string][]line
}

func newPlanned() *planned {
	return &planned{records: map[string]string{}, addresses: map[string][]string{}, domains: map[string][]string{}, companies: map[string][]string{}, units: map[string][]string{}, accounts: map[string]string{}, lines: map[string][]line{}}
}

// identifiedRow is a record by what the source calls it.
type identifiedRow struct {
	ExternalID string `json:"externalId"`
	known
}

// identified finds records of a kind by what the source calls them, or else by their own ids, with what the source gave of them last.
func (r *run) identified(ctx context.Context, kind string, ids []string) (map[string]known, error) {
	rows, err := ask[identifiedRow](ctx, r, nil, importIdentified, map[string]any{"kind": kind, "source": r.source, "ids": distinct(ids)})
	if err != nil {
		return nil, err
	}
	found := make(map[string]known, len(ids))
	for _, row := range rows {
		found[row.ExternalID] = row.known
	}
	return found, r.ownIDs(ctx, kind, distinct(ids), found)
}

// rememberMost is how many references an import remembers at once: some tens of MiB.
const rememberMost = 300_000

// referred finds records that rows refer to. It remembers what it found, for people stand in many rows.
func (r *run) referred(ctx context.Context, kind string, ids []string) (map[string]known, error) {
	found := make(map[string]known, len(ids))
	var unseen []string
	for _, id := range distinct(ids) {
		if before, is := r.remembered[kind+"\x00"+id]; is {
			found[id] = before
		} else if account := r.companies[id]; kind == "account" && account != "" {
			found[id] = known{ID: account}
		} else {
			unseen = append(unseen, id)
		}
	}
	if len(unseen) == 0 {
		return found, nil
	}
	rows, err := ask[identifiedRow](ctx, r, nil, importReferred, map[string]any{"kind": kind, "source": r.source, "ids": unseen})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		found[row.ExternalID] = row.known
	}
	if err := r.ownIDs(ctx, kind, unseen, found); err != nil {
		return nil, err
	}
	if len(r.remembered) > rememberMost {
		clear(r.remembered)
	}
	for _, id := range unseen {
		if known, is := found[id]; is {
			r.remembered[kind+"\x00"+id] = known
		}
	}
	return found, nil
}

// ownIDs adds those of ids that a dry run would have made, and those that are Kith's own.
func (r *run) ownIDs(ctx context.Context, kind string, ids []string, found map[string]known) error {
	var own []string
	for _, id := range ids {
		if _, is := found[id]; is {
			continue
		}
		if plan, is := r.planned.records[kind+"\x00"+id]; is {
			found[id] = known{ID: plan}
		} else if strings.HasPrefix(id, prefixes[kind]) {
			own = append(own, id)
		}
	}
	present, err := r.present(ctx, own)
	for id := range present {
		found[id] = known{ID: id, own: true}
	}
	return err
}

// present says which of Kith's own ids there are.
func (r *run) present(ctx context.Context, ids []string) (map[string]bool, error) {
	present := map[string]bool{}
	if len(ids) == 0 {
		return present, nil
	}
	people, others := []string{}, []string{}
	for _, id := range distinct(ids) {
		if kind := graph.KindOf(id); kind == "contact" || kind == "user" {
			people = append(people, id)
		} else {
			others = append(others, id)
		}
	}
	rows, err := ask[[]string](ctx, r, nil, importPresent, map[string]any{"people": people, "others": others})
	if err != nil {
		return nil, err
	}
	for _, id := range rows[0] {
		present[id] = true
	}
	return present, nil
}

func distinct(texts []string) []string {
	sorted := slices.Clone(texts)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	if len(sorted) > 0 && sorted[0] == "" {
		sorted = sorted[1:]
	}
	return sorted
}

// A finder finds what the references of one batch name, with one question for each kind. References are asked for first, then found.
type finder struct {
	run       *run
	ids       map[string][]string // asked for, by kind
	addresses []string
	byID      map[string]map[string]known
	byAddress map[string][]string // people
	units     map[string][]string // by name
	roles     map[string]string
	newRoles  map[string]string // built-in ones that are not there yet
}

func (r *run) finder() *finder {
	return &finder{run: r, ids: map[string][]string{}, byID: map[string]map[string]known{}, byAddress: map[string][]string{}}
}

// record asks for a record of a kind.
func (f *finder) record(kind, id string) {
	if id != "" {
		f.ids[kind] = append(f.ids[kind], id)
	}
}

// person asks for somebody: a contact's id, user: or account: before an id, or an e-mail address.
func (f *finder) person(text string) {
	switch {
	case strings.HasPrefix(text, "user:"):
		f.record("user", strings.TrimPrefix(text, "user:"))
	case strings.HasPrefix(text, "account:"):
		f.record("account", strings.TrimPrefix(text, "account:"))
	default:
		f.record("contact", text)
		if strings.HasPrefix(text, "usr_") {
			f.record("user", text)
		}
		if strings.Contains(text, "@") {
			f.email(text)
		}
	}
}

// email asks for who has an address.
func (f *finder) email(text string) {
	if text != "" {
		f.addresses = append(f.addresses, address(text))
	}
}

func address(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// find asks the graph for all that was asked for.
func (f *finder) find(ctx context.Context) (err error) {
	for kind, ids := range f.ids {
		if f.byID[kind], err = f.run.referred(ctx, kind, ids); err != nil {
			return err
		}
	}
	if len(f.addresses) == 0 {
		return nil
	}
	rows, err := ask[addressed](ctx, f.run, nil, importAddressed, map[string]any{"addresses": distinct(f.addresses)})
	if err != nil {
		return err
	}
	for _, row := range rows {
		f.byAddress[row.Address] = append(f.byAddress[row.Address], row.ID)
	}
	for _, a := range f.addresses {
		for _, id := range f.run.planned.addresses[a] {
			if !slices.Contains(f.byAddress[a], id) {
				f.byAddress[a] = append(f.byAddress[a], id)
			}
		}
	}
	return nil
}

// addressed is a record that has an address.
type addressed struct {
	Address string   `json:"address"`
	ID      string   `json:"id"`
	Sources []string `json:"sources"`
}

// names asks for units and roles by their names too.
func (f *finder) names(ctx context.Context) error {
	rows, err := ask[namedRow](ctx, f.run, nil, importNamed, nil)
	if err != nil {
		return err
	}
	f.units, f.roles, f.newRoles = maps.Clone(f.run.planned.units), map[string]string{}, map[string]string{}
	for _, row := range rows {
		switch {
		case row.Name == nil:
		case row.Kind == "unit":
			f.units[*row.Name] = append(f.units[*row.Name], row.ID)
		case row.Kind == "role":
			f.roles[*row.Name] = row.ID
		}
	}
	return nil
}

type namedRow struct {
	Kind     string  `json:"kind"`
	ID       string  `json:"id"`
	Name     *string `json:"name"`
	Forward  *string `json:"forward"`
	Backward *string `json:"backward"`
}

func (f *finder) id(kind, text string) (string, bool) {
	k, found := f.byID[kind][text]
	return k.ID, found
}

func (f *finder) account(text string) (string, bool) { return f.id("account", text) }

func (f *finder) userByEmail(text string) (string, bool) {
	var users []string
	for _, id := range f.byAddress[address(text)] {
		if strings.HasPrefix(id, "usr_") {
			users = append(users, id)
		}
	}
	if len(users) == 0 {
		return f.id("user", text)
	}
	return users[0], true
}

// unit finds a unit by id or else by a name that exactly one has.
func (f *finder) unit(text string) (string, bool) {
	if id, found := f.id("unit", text); found {
		return id, true
	}
	if ids := f.units[text]; len(ids) == 1 {
		return ids[0], true
	}
	return "", false
}

// builtInRoles are there wherever they are named.
var builtInRoles = []string{"administrator", "manager", "rep", "readOnly", "integration"}

func (f *finder) role(text string) (string, bool) {
	if id, found := f.roles[text]; found {
		return id, true
	}
	if !slices.Contains(builtInRoles, text) {
		return "", false
	}
	f.roles[text] = graph.NewID("rol")
	f.newRoles[text] = f.roles[text]
	return f.roles[text], true
}

// who is a person or account that a cell names, or why there is none.
func (f *finder) who(text string) (id, fault string) {
	switch {
	case strings.HasPrefix(text, "user:"):
		id, _ = f.id("user", strings.TrimPrefix(text, "user:"))
	case strings.HasPrefix(text, "account:"):
		id, _ = f.id("account", strings.TrimPrefix(text, "account:"))
	default:
		if id, _ = f.id("contact", text); id == "" {
			id, _ = f.id("user", text)
		}
	}
	if id != "" {
		return id, ""
	}
	switch people := f.byAddress[address(text)]; {
	case len(people) == 1:
		return people[0], ""
	case len(people) > 1:
		return "", "several people have this address: name one by id"
	case strings.Contains(text, "@"):
		return "", "nobody has this address"
	}
	return "", "there is nobody with this id"
}
