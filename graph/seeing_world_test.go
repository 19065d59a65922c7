package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"kith/access"
)

// seenWorld is a random sales organisation with its customers, and the obvious way to say who sees what of it. Every name has the id in it, so
// that an answer that says a name says the id.
type seenWorld struct {
	parents  map[string]string   // of units
	unitOf   map[string]string   // of users
	accounts map[string]owned    // by id
	contacts map[string]owned    // by id
	deals    map[string]owned    // by id
	accOf    map[string]string   // of positions and deals
	holds    map[string][]string // positions by person
	involved map[string][]string // contacts by deal
	ties     map[[2]string]float64
	took     map[string][]string // people by interaction
	leaves   map[string][]string // positions that are held no longer, by person
	effects  [][3]string         // from, to and deal, or none, of influences
	binned   map[string]owned    // deleted contacts by id

	units, users, positions []string
}

// owned is what the visibility of a record rests on.
type owned struct {
	owner     string
	team      []string
	broughtIn []string
}

const putSeenWorld = `
CREATE (:RelationType {id: 'rty_001', name: 'advises', forward: 'advises', backward: 'is advised by', symmetric: false, knows: false})
WITH 1 AS _
CALL () { UNWIND $units AS r CREATE (:Unit {id: r.id, name: 'Unit ' + r.id}) }
CALL () { UNWIND $units AS r MATCH (u:Unit {id: r.id}), (p:Unit {id: r.parent}) CREATE (u)-[:PART_OF]->(p) }
CALL () { UNWIND $users AS r CREATE (n:User:Person {id: r.id, name: 'User ' + r.id, email: r.id + '@us.example', active: true, createdAt: datetime(), updatedAt: datetime(), version: 1}) WITH n, r MATCH (u:Unit {id: r.unit}) CREATE (n)-[:MEMBER_OF]->(u) }
CALL () { UNWIND $accounts AS r CREATE (:Account {id: r.id, name: 'Name ' + r.id, broughtInBy: r.broughtIn, createdAt: datetime(), updatedAt: datetime(), version: 1}) }
CALL () { UNWIND $contacts AS r CREATE (:Contact:Person {id: r.id, name: 'Name ' + r.id, broughtInBy: r.broughtIn, createdAt: datetime(), updatedAt: datetime(), version: 1})-[:HAS_EMAIL {index: 0}]->(:Email {address: r.id + '@example.com'}) }
CALL () { UNWIND $deals AS r MATCH (a:Account {id: r.account}) CREATE (:Opportunity {id: r.id, name: 'Name ' + r.id, status: 'open', broughtInBy: r.broughtIn, createdAt: datetime(), updatedAt: datetime(), version: 1})-[:FOR]->(a) }
CALL () { UNWIND $accounts + $contacts + $deals AS r MATCH (n:Account|Contact|Opportunity {id: r.id}) CREATE (:ExternalId {kind: toLower(replace(labels(n)[0], 'Person', 'Contact')), source: 'crm', externalId: right(r.id, 3)})-[:IDENTIFIES]->(n) }
CALL () { UNWIND $accounts + $contacts + $deals AS r MATCH (n:Account|Contact|Opportunity {id: r.id}), (u:User {id: r.owner}) CREATE (n)-[:OWNED_BY]->(u) }
CALL () { UNWIND $accounts + $deals AS r UNWIND r.team AS id MATCH (n:Account|Opportunity {id: r.id}), (u:User {id: id}) CREATE (u)-[:WORKS_ON {id: 'rel_' + r.id + id}]->(n) }
CALL () { UNWIND $positions AS r MATCH (a:Account {id: r.account}) CREATE (:Position {id: r.id, title: 'Title ' + r.id, placeholder: false, assistant: false, createdAt: datetime(), updatedAt: datetime(), version: 1})-[:AT]->(a) }
CALL () { UNWIND $lines AS r MATCH (s:Position {id: r[0]}), (m:Position {id: r[1]}) CREATE (s)-[:REPORTS_TO {id: 'rel_' + r[0], line: 'solid', status: 'fact', source: 't'}]->(m) }
CALL () { UNWIND $holds AS r MATCH (p:Person {id: r.person}), (s:Position {id: r.position}) CREATE (p)-[:HOLDS {id: 'rel_' + r.person + r.position, primary: r.primary, until: r.until, status: 'fact', source: 't'}]->(s) }
CALL () { UNWIND $involved AS r MATCH (c:Contact {id: r[0]}), (o:Opportunity {id: r[1]}) CREATE (c)-[:INVOLVED_IN {id: 'rel_' + r[0] + r[1], roles: ['decisionMaker'], attitude: 'supporter', status: 'fact', source: 't'}]->(o), (c)-[:PLACED_IN {x: 1.0, y: 2.0}]->(o) }
CALL () { UNWIND $ties AS r MATCH (a:Person {id: r.a}), (b:Person {id: r.b}) CREATE (a)-[:KNOWS {id: 'tie_' + r.a + r.b, strength: r.strength, muted: false, status: 'asserted', source: 't'}]->(b) }
CALL () { UNWIND $influences AS r MATCH (a:Contact {id: r.a}), (b:Contact {id: r.b}) CREATE (a)-[:INFLUENCES {id: 'inf_' + r.a + r.b, weight: 2, effect: 'positive', opportunityId: r.deal, status: 'fact', source: 't'}]->(b) }
CALL () { UNWIND $relations AS r MATCH (a:Contact|Account {id: r[0]}), (b:Contact|Account {id: r[1]}) CREATE (a)-[:RELATED_TO {id: 'rel_r' + r[0] + r[1], type: 'rty_001', status: 'fact', source: 't'}]->(b) }
CALL () { UNWIND $owners AS r MATCH (a:Account {id: r[0]}), (b:Account {id: r[1]}) CREATE (a)-[:SUBSIDIARY_OF {id: 'rel_s' + r[0] + r[1], status: 'fact', source: 't'}]->(b) }
CALL () { UNWIND $took AS r CREATE (i:Interaction {id: r.id, kind: 'meeting', at: datetime('2026-10-01T10:00Z'), source: 't', externalId: r.id, people: size(r.people), outside: 0}) WITH i, r UNWIND r.people AS id MATCH (p:Person {id: id}) CREATE (p)-[:TOOK_PART {as: 'attendee'}]->(i) }`

func numbered(prefix string, n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("%s_%03d", prefix, i+1)
	}
	return ids
}

// drawSeenWorld draws a world and the parameters of putSeenWorld.
func drawSeenWorld(random *rand.Rand) (*seenWorld, map[string]any) {
	w := &seenWorld{
		parents: map[string]string{}, unitOf: map[string]string{}, accounts: map[string]owned{}, contacts: map[string]owned{}, deals: map[string]owned{},
		accOf: map[string]string{}, holds: map[string][]string{}, involved: map[string][]string{}, ties: map[[2]string]float64{}, took: map[string][]string{}, binned: map[string]owned{},
		leaves: map[string][]string{}, units: numbered("unt", 6), users: numbered("usr", 8), positions: numbered("pos", 30),
	}
	pick := func(ids []string) string { return ids[random.IntN(len(ids))] }
	maybe := func(ids []string, of int) string {
		if random.IntN(of) == 0 {
			return ""
		}
		return pick(ids)
	}
	accounts, contacts, deals := numbered("acc", 9), numbered("con", 24), numbered("opp", 12)
	p := map[string]any{}
	add := func(name string, row any) {
		rows, _ := p[name].([]any)
		p[name] = append(rows, row)
	}
	for i, id := range w.units {
		if i > 0 && random.IntN(5) > 0 {
			w.parents[id] = w.units[random.IntN(i)]
		}
		add("units", map[string]any{"id": id, "parent": w.parents[id]})
	}
	for _, id := range w.users {
		w.unitOf[id] = maybe(w.units, 6)
		add("users", map[string]any{"id": id, "unit": w.unitOf[id]})
	}
	own := func(team bool) (owned, map[string]any) {
		o := owned{owner: maybe(w.users, 3), team: []string{}, broughtIn: []string{}}
		if team && random.IntN(3) == 0 {
			o.team = append(o.team, pick(w.users))
		}
		if unit := maybe(w.units, 2); unit != "" {
			o.broughtIn = append(o.broughtIn, unit)
		}
		return o, map[string]any{"owner": o.owner, "team": o.team, "broughtIn": o.broughtIn}
	}
	for _, id := range accounts {
		o, row := own(true)
		row["id"], w.accounts[id] = id, o
		add("accounts", row)
	}
	for _, id := range contacts {
		o, row := own(false)
		if random.IntN(2) == 0 {
			o.owner, row["owner"] = "", ""
		}
		row["id"], w.contacts[id] = id, o
		add("contacts", row)
	}
	for _, id := range deals {
		o, row := own(true)
		w.accOf[id] = pick(accounts)
		row["id"], row["account"], w.deals[id] = id, w.accOf[id], o
		add("deals", row)
	}
	for _, id := range w.positions {
		w.accOf[id] = pick(accounts)
		for _, above := range w.positions {
			if above < id && w.accOf[above] == w.accOf[id] && random.IntN(2) == 0 {
				add("lines", []string{id, above})
				break
			}
		}
		add("positions", map[string]any{"id": id, "account": w.accOf[id]})
	}
	for _, id := range contacts {
		for i := range random.IntN(3) {
			position := pick(w.positions)
			if slices.Contains(w.holds[id], position) {
				continue
			}
			w.holds[id] = append(w.holds[id], position)
			var until any
			if random.IntN(4) == 0 {
				until = theDay("2024-03-01")
				w.leaves[id] = append(w.leaves[id], position)
			}
			add("holds", map[string]any{"person": id, "position": position, "primary": i == 0, "until": until})
		}
		deal := pick(deals)
		w.involved[deal] = append(w.involved[deal], id)
		add("involved", []string{id, deal})
	}
	for _, id := range w.users[:2] { // where some of us sit, as consultants do
		w.holds[id] = []string{pick(w.positions)}
		add("holds", map[string]any{"person": id, "position": w.holds[id][0], "primary": true})
	}
	people := slices.Concat(contacts, w.users)
	for i := range 80 {
		a, b := pick(people), pick(people)
		if i < 12 {
			a, b = pick(w.users), pick(w.users)
		}
		pair := [2]string{min(a, b), max(a, b)}
		if _, known := w.ties[pair]; a != b && !known {
			w.ties[pair] = float64(1+random.IntN(99)) / 100
			add("ties", map[string]any{"a": pair[0], "b": pair[1], "strength": w.ties[pair]})
		}
	}
	related := map[string]bool{}
	for range 14 {
		if a, b := pick(contacts), pick(contacts); a != b && !related[a+b] {
			related[a+b] = true
			var deal any
			e := [3]string{a, b}
			if random.IntN(2) == 0 {
				e[2] = pick(deals)
				deal = e[2]
			}
			w.effects = append(w.effects, e)
			add("influences", map[string]any{"a": a, "b": b, "deal": deal})
		}
		if a, b := pick(contacts), pick(accounts); !related[a+b] {
			related[a+b] = true
			add("relations", []string{a, b})
		}
	}
	for i, id := range accounts[1:] {
		if random.IntN(2) == 0 {
			add("owners", []string{id, accounts[random.IntN(i+1)]})
		}
	}
	for _, id := range numbered("int", 15) {
		w.took[id] = []string{pick(w.users), pick(contacts), pick(people)}
		slices.Sort(w.took[id])
		w.took[id] = slices.Compact(w.took[id])
		add("took", map[string]any{"id": id, "people": w.took[id]})
	}
	for _, name := range []string{"lines", "holds", "ties", "influences", "relations", "owners", "took", "involved"} {
		if p[name] == nil {
			p[name] = []any{}
		}
	}
	return w, p
}

// drawViewer draws who asks: a user with a role of any levels.
func (w *seenWorld) drawViewer(random *rand.Rand) access.Viewer {
	level := func() access.Level {
		return []access.Level{access.None, access.Own, access.Own, access.Unit, access.Unit, access.UnitTree, access.UnitTree, access.All}[random.IntN(8)]
	}
	v := access.Viewer{UserID: w.users[random.IntN(len(w.users))], Rights: &access.Rights{Kinds: map[access.Kind]access.Reach{}, Connections: level()}}
	for _, kind := range access.Kinds {
		v.Rights.Kinds[kind] = access.Reach{Read: level(), Write: access.None, Delete: access.None}
		switch kind {
		case access.Positions, access.Influences, access.Relations, access.BuyingCenterMembers, access.Products: // as what they are between, or nowhere
			v.Rights.Kinds[kind] = access.Reach{Read: []access.Level{access.None, access.All}[min(1, random.IntN(6))], Write: access.None, Delete: access.None}
		}
	}
	if unit := w.unitOf[v.UserID]; unit != "" {
		v.Units = []string{unit}
		for _, other := range w.units {
			if w.within(other, unit) {
				v.Below = append(v.Below, other)
			}
		}
	}
	return v
}

// within reports whether a unit is another one or below it.
func (w *seenWorld) within(unit, above string) bool {
	for at := unit; at != ""; at = w.parents[at] {
		if at == above {
			return true
		}
	}
	return false
}

// reaches reports whether a level of a viewer reaches what a user, or a unit, has.
func (w *seenWorld) reaches(v access.Viewer, level access.Level, user, unit string) bool {
	switch {
	case level == access.All:
		return true
	case level == access.None:
		return false
	case user != "" && user == v.UserID:
		return true
	case level == access.Own || unit == "" || w.unitOf[v.UserID] == "":
		return false
	case level == access.Unit:
		return unit == w.unitOf[v.UserID]
	}
	return w.within(unit, w.unitOf[v.UserID])
}

// belongs reports whether a level reaches a record by its owner, its team, or who brought it in where it has no owner.
func (w *seenWorld) belongs(v access.Viewer, level access.Level, o owned, broughtIn bool) bool {
	if level == access.All || o.owner != "" && w.reaches(v, level, o.owner, w.unitOf[o.owner]) {
		return true
	}
	for _, user := range o.team {
		if w.reaches(v, level, user, "") {
			return true
		}
	}
	for _, unit := range o.broughtIn {
		if broughtIn && o.owner == "" && w.reaches(v, level, "", unit) {
			return true
		}
	}
	return false
}

func (w *seenWorld) sees(v access.Viewer, id string) bool {
	switch id[:3] {
	case "acc":
		return w.belongs(v, v.Rights.Kinds[access.Accounts].Read, w.accounts[id], true)
	case "pos":
		return v.Rights.Kinds[access.Positions].Read != access.None && w.sees(v, w.accOf[id])
	case "opp":
		level, o := v.Rights.Kinds[access.Opportunities].Read, w.deals[id]
		return level != access.None && (w.belongs(v, level, o, false) || o.owner == "" && w.sees(v, w.accOf[id]))
	case "con":
		level, positions := v.Rights.Kinds[access.Contacts].Read, w.holds[id]
		return level != access.None && (w.belongs(v, level, w.contacts[id], len(positions) == 0) ||
			slices.ContainsFunc(positions, func(position string) bool { return w.sees(v, w.accOf[position]) }))
	case "int":
		level := v.Rights.Kinds[access.Interactions].Read
		return slices.ContainsFunc(w.took[id], func(person string) bool {
			return level == access.All || person[:3] == "usr" && w.reaches(v, level, person, w.unitOf[person])
		})
	}
	return true // users and units
}

// connects reports whether a tie counts for the viewer's paths by whose it is.
func (w *seenWorld) connects(v access.Viewer, pair [2]string) bool {
	return w.isAmong(v, v.Rights.Connections, pair[0], pair[1])
}

// isAmong reports whether a tie is that of a user whom a level reaches, or no user's.
func (w *seenWorld) isAmong(v access.Viewer, level access.Level, a, b string) bool {
	for _, user := range []string{a, b} {
		if user[:3] == "usr" && w.reaches(v, level, user, w.unitOf[user]) {
			return true
		}
	}
	return a[:3] != "usr" && b[:3] != "usr"
}

// seesTie reports whether a tie shows: both ends do, and a tie of users where the level of ties reaches one of them.
func (w *seenWorld) seesTie(v access.Viewer, a, b string) bool {
	level := v.Rights.Kinds[access.Ties].Read
	return level != access.None && w.sees(v, a) && w.sees(v, b) && w.isAmong(v, level, a, b)
}
