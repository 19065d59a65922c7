package graph

import (
	"fmt"
	"reflect"
	"strings"

	"kith/problem"
)

// Form puts the fields of a record, by the names that they have in JSON (those of an address and of custom fields, "custom.NAME", at the same
// level), into the form that the graph keeps: all its properties, and the lists that stand beside them. What has no value is nil. Faults are those
// that a caller of the API would be told of. It is for rows of files, whose references are resolved elsewhere.
func (k *Kind[F, R]) Form(today Date, values map[string]any) (properties, beside map[string]any, faults []problem.FieldError) {
	var fields F
	target := reflect.ValueOf(&fields).Elem()
	custom := Custom{}
	for name, value := range values {
		if field, is := strings.CutPrefix(name, "custom."); is {
			if value != nil {
				custom[field] = value
			}
		} else if value != nil && !setField(target, name, value) {
			panic(fmt.Sprintf("%s has no field %s", k.name, name)) // the names are those of a table
		}
	}
	k.shared(&fields).Custom = custom
	c := &check{today: today}
	k.check(c, nil, &fields)
	c.shared(k.shared(&fields))
	full := k.full(&fields)
	for name, value := range full.properties {
		full.properties[name] = pointedAt(value)
	}
	return full.properties, full.beside, c.errors
}

// setField sets the field of a JSON name, in embedded structs and in an address too, and says whether there is one.
func setField(target reflect.Value, name string, value any) bool {
	for i := range target.NumField() {
		field, slot := target.Type().Field(i), target.Field(i)
		jsonName, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case jsonName == name:
			given := reflect.ValueOf(value)
			if slot.Kind() == reflect.Pointer {
				slot.Set(reflect.New(slot.Type().Elem()))
				slot = slot.Elem()
			}
			slot.Set(given.Convert(slot.Type()))
			return true
		case field.Anonymous || field.Type == reflect.TypeFor[Address]():
			if setField(slot, name, value) {
				return true
			}
		}
	}
	return false
}

// pointedAt is what a pointer points at, nil where it points at nothing; other values are themselves.
func pointedAt(value any) any {
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.Pointer {
		return value
	}
	if v.IsNil() {
		return nil
	}
	return v.Elem().Interface()
}
