// A program that imports StoryService needs no other import for what its calls take and return: stories, requests,
// limits, jobs, and the processes that read media.
@_exported public import Jobs
@_exported public import Probing
@_exported public import Story
@_exported public import Workers
