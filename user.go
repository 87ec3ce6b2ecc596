package main

import (
	"context"
	"fmt"
	"io"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/admin"
)

// userCmd grants a role to a user. It creates the first administrator, who invites the
// others by mail.
type userCmd struct {
	Email string `arg:"" help:"Mail address that the user signs in with."`
	Role  string `required:"" enum:"admin,moderator,head,executor" help:"admin, moderator, head or executor."`
	Body  *int64 `help:"ID of the body, for a head or an executor."`

	ResetFactor bool `help:"Remove the second factor of a user who lost the phone and the recovery codes. The next sign-in sets up a new one."`
}

// Run grants the role. Running it again changes nothing.
func (c userCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	return withStore(ctx, config, out, func(store *models.Store) error {
		user, had, err := account.New(store).Appoint(ctx, c.Email, models.NewRole{Role: c.Role, BodyID: c.Body})
		if err != nil {
			return err
		}
		if c.ResetFactor {
			if err := admin.New(store).ResetFactors(ctx, 0, user); err != nil {
				return err
			}
			fmt.Fprintf(out, "%s will set up a new second factor at the next sign-in.\n", c.Email)
		}
		if had {
			fmt.Fprintf(out, "%s already has the role %s.\n", c.Email, c.Role)
			return nil
		}
		fmt.Fprintf(out, "%s now has the role %s. To use it, sign in with a mailed code at %s/kk/sign-in and set up a second factor.\n",
			c.Email, c.Role, config.BaseURL)
		return nil
	})
}
