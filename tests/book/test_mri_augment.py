"""The package of the first use case."""

from __future__ import annotations

import numpy as np
import pytest
from mri_augment import (
    Recipe,
    Sample,
    add_bias_field,
    add_rician_noise,
    augment,
    displacement_field,
    flip,
    head_phantom,
    random_crop,
    rotate,
    warp,
)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("size", [32, 64, 129])
def test_phantom_has_a_lesion_on_one_side(size: int) -> None:
    image, lesion = head_phantom(size)
    assert image.shape == lesion.shape == (size, size)
    assert image.min() == 0.0
    assert image.max() <= 1.0
    assert lesion.any()
    assert not lesion[:, : size // 2].any()
    assert np.unique(image[lesion]).size == 1


def test_phantom_refuses_a_tiny_size() -> None:
    with pytest.raises(ValueError, match="at least 32"):
        head_phantom(31)


@pytest.mark.parametrize("axis", ["left-right", "up-down"])
def test_two_flips_undo_each_other(axis: str) -> None:
    image, lesion = head_phantom(64)
    np.testing.assert_array_equal(flip(flip(image, axis), axis), image)
    assert not np.array_equal(flip(lesion, axis), lesion)


def test_flip_moves_the_lesion_to_the_other_side() -> None:
    _, lesion = head_phantom(64)
    flipped = flip(lesion)
    assert flipped.sum() == lesion.sum()
    assert not flipped[:, 32:].any()


def test_flip_refuses_an_unknown_axis() -> None:
    with pytest.raises(ValueError, match="axis"):
        flip(np.eye(3), "diagonal")


@pytest.mark.parametrize("size", [32, 33])
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
def test_quarter_turns_are_exact(size: int, interpolation: str) -> None:
    image = rng().random((size, size))
    for turns in range(-4, 5):
        turned = rotate(image, 90.0 * turns, interpolation)
        np.testing.assert_allclose(turned, np.rot90(image, turns), atol=1e-7)


def test_a_rotated_mask_stays_a_mask_and_follows_the_image() -> None:
    image, lesion = head_phantom(128)
    turned, mask = rotate(image, 20.0), rotate(lesion, 20.0, "nearest")
    assert mask.dtype == np.bool_
    assert mask.sum() == pytest.approx(lesion.sum(), rel=0.1)
    # The lesion is the brightest tissue: it must be bright inside the moved outline.
    assert turned[mask].mean() > 0.85


def test_linear_interpolation_is_linear() -> None:
    image = np.array([[0.0, 1.0], [2.0, 3.0]])
    places = np.array([[0.5]])
    assert warp(image, places, places)[0, 0] == pytest.approx(1.5)
    assert warp(image, np.array([[0.25]]), np.array([[0.75]]))[0, 0] == pytest.approx(1.25)


def test_warp_is_dark_outside_the_image() -> None:
    far = np.full((2, 2), -5.0)
    assert (warp(np.ones((4, 4)), far, far) == 0.0).all()


def test_warp_refuses_an_unknown_interpolation() -> None:
    with pytest.raises(ValueError, match="interpolation"):
        warp(np.ones((2, 2)), np.zeros((2, 2)), np.zeros((2, 2)), "cubic")


def test_no_amplitude_no_deformation() -> None:
    image, _ = head_phantom(64)
    np.testing.assert_array_equal(warp(image, *displacement_field((64, 64), rng(), 0.0)), image)


def test_the_amplitude_is_the_root_mean_square_of_the_shift() -> None:
    rows, columns = displacement_field((96, 80), rng(), amplitude=3.0)
    shift_down = rows - np.arange(96)[:, None]
    shift_right = columns - np.arange(80)[None, :]
    for shift in (shift_down, shift_right):
        assert np.sqrt(np.mean(shift**2)) == pytest.approx(3.0)
        # Smooth: neighbours move almost together.
        assert np.abs(np.diff(shift, axis=0)).max() < 1.5


def test_bias_field_keeps_black_black_and_is_multiplicative() -> None:
    image, _ = head_phantom(64)
    shaded = add_bias_field(image, rng(), strength=0.3)
    assert (shaded[image == 0.0] == 0.0).all()
    inside = image > 0.0
    shading = np.log(add_bias_field(np.ones((64, 64)), rng(), strength=0.3))
    assert shading.std() == pytest.approx(0.3)
    np.testing.assert_allclose(shaded[inside] / image[inside], np.exp(shading)[inside])


def test_noise_is_rician() -> None:
    sigma = 0.05
    background = add_rician_noise(np.zeros((500, 500)), rng(), sigma)
    assert background.min() >= 0.0
    assert background.mean() == pytest.approx(sigma * np.sqrt(np.pi / 2), rel=0.01)
    bright = add_rician_noise(np.full((500, 500), 1.0), rng(), sigma)
    assert bright.std() == pytest.approx(sigma, rel=0.02)


def test_crop_cuts_image_and_mask_at_one_place() -> None:
    image = np.arange(400.0).reshape(20, 20)
    first, second = random_crop((image, image + 1000.0), rng(3), size=7)
    assert first.shape == (7, 7)
    np.testing.assert_array_equal(first + 1000.0, second)
    assert first[1, 0] - first[0, 0] == 20.0


def test_crop_can_reach_every_corner() -> None:
    image = np.arange(9.0).reshape(3, 3)
    generator = rng()
    corners = {random_crop((image,), generator, size=2)[0][0, 0] for _ in range(100)}
    assert corners == {0.0, 1.0, 3.0, 4.0}


@pytest.mark.parametrize("size", [0, 21])
def test_crop_refuses_an_impossible_size(size: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 20"):
        random_crop((np.zeros((20, 30)),), rng(), size)


def test_crop_refuses_images_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="one shape"):
        random_crop((np.zeros((20, 20)), np.zeros((20, 21))), rng(), 5)


@pytest.fixture
def original() -> Sample:
    image, lesion = head_phantom(96)
    return Sample(image=image, mask=lesion)


def test_a_seed_determines_the_sample(original: Sample) -> None:
    first, again = augment(original, Recipe(), 5), augment(original, Recipe(), 5)
    np.testing.assert_array_equal(first.image, again.image)
    np.testing.assert_array_equal(first.mask, again.mask)
    assert not np.array_equal(first.image, augment(original, Recipe(), 6).image)


def test_augmenting_leaves_the_original_alone(original: Sample) -> None:
    before = original.image.copy()
    augment(original, Recipe(), 1)
    np.testing.assert_array_equal(original.image, before)


def test_an_empty_recipe_changes_nothing(original: Sample) -> None:
    nothing = Recipe(max_degrees=0, elastic_pixels=0, bias_strength=0, noise_sigma=0)
    sample = augment(original, nothing, 1)
    np.testing.assert_allclose(sample.image, original.image)
    np.testing.assert_array_equal(sample.mask, original.mask)


def test_the_mask_follows_the_lesion(original: Sample) -> None:
    recipe = Recipe(flip_probability=0.5, bias_strength=0.0, noise_sigma=0.0)
    for seed in range(10):
        sample = augment(original, recipe, seed)
        assert sample.mask.dtype == np.bool_
        assert sample.image[sample.mask].mean() > 0.8
