#pragma once

#include <lcms2.h>

// Pixel formats, which are macros that Swift cannot import.
static const cmsUInt32Number storymedia_lcms_rgb = TYPE_RGB_8;
static const cmsUInt32Number storymedia_lcms_rgba = TYPE_RGBA_8;
static const cmsUInt32Number storymedia_lcms_rgba16 = TYPE_RGBA_16;
static const cmsUInt32Number storymedia_lcms_gray = TYPE_GRAY_8;
static const cmsUInt32Number storymedia_lcms_cmyk = TYPE_CMYK_8;
static const cmsUInt32Number storymedia_lcms_cmyk_inverted = TYPE_CMYK_8_REV;
