"""Trees that were trained answer the same from their file."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from xinqiao.language.same_matter.trees import read_trees, write_trees


def test_trees_from_a_file_say_what_the_trained_model_said() -> None:
    random = np.random.default_rng(11)
    features = random.random((600, 5), dtype=np.float32)
    same = (features[:, 0] + features[:, 3] > 1.1).astype(int)
    model = HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=7, random_state=0).fit(features, same)
    arrays, told = write_trees("ranking", model)
    trees = read_trees("ranking", arrays, {"ranking": told})
    assert np.allclose(trees.chances(features), model.predict_proba(features)[:, 1], atol=1e-5)
    assert trees.chances(features[:0]).shape == (0,)
