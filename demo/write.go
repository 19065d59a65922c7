package demo

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// write puts every file of the sample into dir.
func (s *sample) write(dir string) error {
	files := []struct {
		name, columns string
		rows          func(put func(cells ...string))
	}{
		{"accounts", "id,name,legal_name,domain,website,industry,employees,annual_revenue,currency,class,phone,street,city,region,postal_code,country,parent_id,percent,owner_email,created_at,custom.region,custom.renewal,kith_id", s.accountRows},
		{"contacts", "id,first_name,last_name,name,email,phone,linkedin_url,location,notes,attitude,account_id,title,department,reports_to_id,since,until,assistant,owner_email,kith_id", s.contactRows},
		{"positions", "id,account_id,title,department,location,contact_id,reports_to_id,line,since,until,opened,closed,primary,assistant,placeholder,kith_id", s.positionRows},
		{"users", "id,name,email,unit,role,active,kith_id", s.userRows},
		{"units", "id,name,parent_id,kith_id", s.unitRows},
		{"account_team", "account_id,user_email,as,access,since,until", s.teamRows},
		{"ties", "person_a,person_b,level,strength,since,until", s.tieRows},
		{"influences", "from_id,to_id,weight,effect,opportunity_id,since,until", s.influenceRows},
		{"relations", "from_id,to_id,type,since,until,note", s.relationRows},
		{"opportunities", "id,account_id,name,stage,status,value,currency,close_date,owner_email,created_at,kith_id", s.dealRows},
		{"buying_center", "opportunity_id,contact_id,roles,attitude,political_status,coverage,decision_orientation,influence,since,until,note", s.memberRows},
		{"interactions", "at,kind,from,to,cc,id", s.interactionRows},
		{"products", "id,name,sku,category,price,currency,kith_id", s.productRows},
		{"line_items", "opportunity_id,product_id,quantity,unit_price,discount", s.itemRows},
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.name+".csv"), f.columns, f.rows); err != nil {
			return fmt.Errorf("demo: %s: %w", f.name, err)
		}
	}
	return nil
}

func writeFile(path, columns string, rows func(put func(cells ...string))) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := csv.NewWriter(file)
	put := func(cells ...string) { _ = w.Write(cells) } // a failure stays and shows below
	put(strings.Split(columns, ",")...)
	rows(put)
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return file.Close()
}

func (s *sample) accountRows(put func(...string)) {
	for _, a := range s.accounts {
		parent, percent := "", ""
		if a.parent != nil {
			parent, percent = a.parent.id, strconv.Itoa(a.percent)
		}
		put(a.id, a.name, a.legalName, a.domain, "https://www."+a.domain, a.industry.name, strconv.Itoa(a.employees),
			number(a.revenue), a.country.currency, a.class, a.phone, a.street, a.city, "", a.postalCode, a.country.name,
			parent, percent, emailOf(a.owner), instant(a.created), a.region, a.renewal.String(), s.kithID("acc", a.id, a.created))
	}
}

func (s *sample) contactRows(put func(...string)) {
	d := s.dice("phones")
	for _, p := range s.contacts {
		account, title, department, since, phone := "", "", "", "", ""
		if u := p.unplaced; u != nil {
			account, title, department, since = u.account.id, u.title, u.department, u.since.String()
		}
		if d.chance(.5) {
			phone = p.home.phoneNumber(d)
		}
		put(p.id, p.name.first, p.name.last, p.name.full, strings.Join(p.emails, ";"), phone, "", "", p.notes, p.attitude,
			account, title, department, "", since, "", "", emailOf(p.owner), s.kithID("con", p.id, p.known()))
	}
}

// positionRows writes a row for each line of a seat and one for each of its holders; the two share a row where their dates agree.
func (s *sample) positionRows(put func(...string)) {
	for _, a := range s.accounts {
		for _, st := range a.seats {
			id := s.kithID("pos", st.id, max(st.opened, a.created))
			row := func(when span, holder, manager, line, primary string) {
				put(st.id, a.id, st.title, st.department.name, st.location, holder, manager, line, when.since.String(), when.until.String(),
					st.opened.String(), st.closed.String(), primary, yes(st.assistant), yes(st.placeholder), id)
			}
			jobs := st.jobs
			for _, l := range st.lines {
				if l.kind == "solid" && len(jobs) > 0 && jobs[0].span == l.span {
					row(l.span, jobs[0].holder.ref(), l.to.id, l.kind, yes(jobs[0].primary))
					jobs = jobs[1:]
					continue
				}
				row(l.span, "", l.to.id, l.kind, "")
			}
			for _, j := range jobs {
				row(j.span, j.holder.ref(), "", "", yes(j.primary))
			}
			if len(st.lines) == 0 && len(st.jobs) == 0 {
				row(span{}, "", "", "", "")
			}
		}
	}
}

func (s *sample) userRows(put func(...string)) {
	for _, u := range s.users {
		put(u.id, u.name.full, u.email, u.unit.id, u.role, strconv.FormatBool(u.active()), s.kithID("usr", u.id, u.hired))
	}
}

func (s *sample) unitRows(put func(...string)) {
	for _, u := range s.units {
		parent := ""
		if u.parent != nil {
			parent = u.parent.id
		}
		put(u.id, u.name, parent, s.kithID("unt", u.id, s.today-9*year))
	}
}

func (s *sample) teamRows(put func(...string)) {
	for _, a := range s.accounts {
		for _, as := range a.team {
			put(a.id, as.user.email, as.as, as.access, as.since.String(), as.until.String())
		}
	}
}

func (s *sample) tieRows(put func(...string)) {
	for _, t := range s.ties {
		put(t.a.ref(), t.b.ref(), t.level, some(t.strength), t.since.String(), t.until.String())
	}
}

func (s *sample) influenceRows(put func(...string)) {
	for _, i := range s.influences {
		from, deal := "", ""
		if i.by != nil {
			from = "account:" + i.by.id
		} else {
			from = i.from.ref()
		}
		if i.deal != nil {
			deal = i.deal.id
		}
		put(from, i.to.ref(), strconv.Itoa(i.weight), i.effect, deal, i.since.String(), i.until.String())
	}
}

func (s *sample) relationRows(put func(...string)) {
	for _, r := range s.relations {
		put(r.from, r.to, r.kind, r.since.String(), r.until.String(), r.note)
	}
}

func (s *sample) dealRows(put func(...string)) {
	for _, dl := range s.deals {
		put(dl.id, dl.account.id, dl.name, dl.stage, dl.status, number(dl.value), dl.account.country.currency, dl.closes.String(),
			emailOf(dl.owner), instant(dl.created), s.kithID("opp", dl.id, dl.created))
	}
}

func (s *sample) memberRows(put func(...string)) {
	for _, dl := range s.deals {
		for _, m := range dl.members {
			put(dl.id, m.contact.id, strings.Join(m.roles, ";"), m.attitude, m.politicalStatus, m.coverage, m.decisionOrientation,
				some(float64(m.influence)), m.since.String(), m.until.String(), m.comment)
		}
	}
}

func (s *sample) interactionRows(put func(...string)) {
	for n, i := range s.interactions {
		put(i.at.Format(time.RFC3339), i.kind, i.from.ref(), refs(i.to), refs(i.cc), fmt.Sprintf("i%06d", n+1))
	}
}

func (s *sample) productRows(put func(...string)) {
	for _, p := range s.products {
		put(p.id, p.name, p.sku, p.category, number(p.price), "EUR", s.kithID("prd", p.id, s.today-9*year))
	}
}

func (s *sample) itemRows(put func(...string)) {
	for _, dl := range s.deals {
		for _, i := range dl.items {
			put(dl.id, i.product.id, strconv.Itoa(i.quantity), number(i.unitPrice), some(float64(i.discount)))
		}
	}
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// some is a number that stands for nothing where it is 0.
func some(x float64) string {
	if x == 0 {
		return ""
	}
	return number(x)
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func instant(d day) string { return d.midnight().Add(9 * time.Hour).Format(time.RFC3339) }

func emailOf(u *user) string {
	if u == nil {
		return ""
	}
	return u.email
}

func refs(people []*person) string {
	var b strings.Builder
	for i, p := range people {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(p.ref())
	}
	return b.String()
}
