"""Pure reading of a statute: matter, dated facts and a day in; stage, clocks, duties and permitted steps out."""
