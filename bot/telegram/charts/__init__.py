"""Pictures of what was. ``chart.py`` says what is drawn, ``drawing.py`` draws it with matplotlib."""
