"""Who the app is in the emulated workspace."""

BOT_USER, BOT_ID, APP_ID, TEAM = "UBOT", "B1", "A1", "T1"
