"""What a study varies, and at which points: dimensions, spaces, designs."""
