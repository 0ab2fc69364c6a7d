"""What a supervising office looks at: questions raised, timeliness, overviews."""
