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
	Email string `arg:"" help:"Mail address that they sign in with."`
	Role  string `required:"" enum:"admin,moderator,head,executor" help:"admin, moderator, head or executor."`
	Body  *int64 `help:"Number of the body of a head or an executor."`

	ResetFactor bool `help:"Take the second factor away, when the telephone and the recovery codes are lost: a new one is set up at the next sign-in."`
}

// Run grants the role; a second time changes nothing.
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
			fmt.Fprintf(out, "%s sets up a new second factor at the next sign-in.\n", c.Email)
		}
		if had {
			fmt.Fprintf(out, "%s holds the role %s already.\n", c.Email, c.Role)
			return nil
		}
		fmt.Fprintf(out, "%s holds the role %s now. They sign in with a code by mail at %s/kk/sign-in, then set up a second factor.\n",
			c.Email, c.Role, config.BaseURL)
		return nil
	})
}
