import { createOfflineClassifier } from '../../src/classify/offline.ts';
import { describeClassifier } from './classifiers.ts';

describeClassifier('offline', createOfflineClassifier);
