package graph

import (
	"encoding/json"
	"strings"

	"kith/cypher"
)

// ContactFields is what callers write of a contact, besides Employment.
type ContactFields struct {
	_ struct{} `field:"contacts"`

	FirstName   *string  `json:"firstName" example:"Jana"`
	LastName    *string  `json:"lastName" example:"Novotná"`
	Name        *string  `json:"name" example:"Jana Novotná"` // without one it is made of first and last name
	Emails      []string `json:"emails" example:"jana@moravia.example"`
	Phones      []string `json:"phones"`
	LinkedinURL *string  `json:"linkedinUrl"`
	Location    *string  `json:"location"`
	Notes       *string  `json:"notes"`
	Attitude    *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor"`
	AttitudeOn  *Date    `json:"attitudeOn" swaggertype:"string" format:"date"` // without one it is the day that the attitude changed
	OwnerID     *Ref     `json:"ownerId" swaggertype:"string" example:"usr_01h455vb4pex5vsknk084sn02q"`
	Shared
}

// Contact is a person in somebody else's organisation.
type Contact struct {
	Record
	ContactFields
}

// ContactWrite is a contact as it is written: with where the person works, which is kept as positions, holders and lines.
type ContactWrite struct {
	ContactFields
	Employment *Employment `json:"employment"`
}

// MarshalJSON leaves the employment out: it is only written.
func (w ContactWrite) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ContactFields
		Employment *Employment `json:"employment"`
	}{w.ContactFields, nil})
}

// Contacts are the contacts.
var Contacts = &Kind[ContactWrite, Contact]{
	name: "contact", prefix: prefixContact,
	read: cypher.Must("read/contacts"), write: cypher.Must("write/contacts"),
	list: cypher.Must("read/contacts_list"), walk: cypher.Must("read/contacts_walk"),
	filters: []string{"ownerId", "unitId", "accountId", "lastContactBefore", "updatedSince"},
	record:  func(c *Contact) *Record { return &c.Record },
	fields:  func(c *Contact) ContactWrite { return ContactWrite{ContactFields: c.ContactFields} },
	shared:  func(f *ContactWrite) *Shared { return &f.Shared },
	check:   checkContact,
	references: func(f *ContactWrite) []reference {
		return append(refer(reference{"/ownerId", "user", f.OwnerID}), f.Employment.references()...)
	},
	carry: func(base, after *ContactWrite) {
		if after.Employment == nil {
			after.Employment = base.Employment
		}
	},
	owner: func(f *ContactWrite) **Ref { return &f.OwnerID },
	row: func(f *ContactWrite) row {
		return row{
			properties: map[string]any{
				"firstName": f.FirstName, "lastName": f.LastName, "name": f.Name, "phones": f.Phones, "linkedinUrl": f.LinkedinURL,
				"location": f.Location, "notes": f.Notes, "attitude": f.Attitude, "attitudeOn": f.AttitudeOn,
			},
			beside: map[string]any{"emails": f.Emails, "ownerId": refID(f.OwnerID)},
		}
	},
	conflicts: refuseErased,
	follow:    employ,
}

func checkContact(c *check, before, f *ContactWrite) {
	c.text("/firstName", &f.FirstName, nameLength)
	c.text("/lastName", &f.LastName, nameLength)
	c.text("/name", &f.Name, nameLength)
	if f.Name == nil || before != nil && *f.Name == fullName(before.FirstName, before.LastName) {
		name := fullName(f.FirstName, f.LastName)
		f.Name = &name
	}
	if *f.Name == "" {
		c.wrong("/name", "is required, or firstName or lastName")
	}
	f.Emails = c.list("/emails", f.Emails, c.email)
	f.Phones = c.list("/phones", f.Phones, c.phone)
	c.url("/linkedinUrl", &f.LinkedinURL)
	c.text("/location", &f.Location, nameLength)
	c.lines("/notes", &f.Notes, notesLength)
	c.oneOf("/attitude", f.Attitude, Attitudes)
	f.AttitudeOn = c.attitudeOn(before, f)
	f.Employment.check(c)
}

func fullName(first, last *string) string {
	var parts []string
	for _, part := range []*string{first, last} {
		if part != nil {
			parts = append(parts, *part)
		}
	}
	return strings.Join(parts, " ")
}

// attitudeOn is the day the attitude is from: today where it changed and the caller names no day.
func (c *check) attitudeOn(before, f *ContactWrite) *Date {
	var was ContactFields
	if before != nil {
		was = before.ContactFields
	}
	switch {
	case f.Attitude == nil:
		return nil
	case was.Attitude != nil && *was.Attitude == *f.Attitude, f.AttitudeOn != nil && (was.AttitudeOn == nil || *f.AttitudeOn != *was.AttitudeOn):
		return f.AttitudeOn
	}
	return &c.today
}
